/** What was found of a candidate, for claims to be held against, and the shape of what is decided. */
import type { ClaimResult } from '../../../../contract/vetting-claims.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { ShownAccount } from '../../../../statistics/classify/account-features.ts'
import type { Day, DetectorErrors, PostRow } from '../measure/claims.ts'
import type { CommentRow } from '../measure/engagers.ts'

export type Source = 'public' | 'own' | 'handed'
export type PageOutcome =
  | 'shown'
  | 'not-shown'
  | 'opened'
  | 'refused-address'
  | 'loop'
  | 'too-large'
  | 'too-slow'
  | 'unreachable'
  | 'not-a-page'
  | 'status'
export interface PageFinding {
  url: string
  expected: string | null
  outcome: PageOutcome
  /** On a site of the candidate's own. */
  isOwn: boolean
}
export interface Findings {
  accounts: { account: string; source: Source; days: Day[] }[]
  posts: { account: string; rows: PostRow[] }[]
  followers: {
    account: string
    source: Source
    rows: ShownAccount[]
    /** How the judge errs on the network of the list; `isTried`: somebody has measured it there. */
    errors: DetectorErrors
    isTried: boolean
    /** Where the rows were drawn from more. */
    population: number | null
  }[]
  comments: { account: string; rows: CommentRow[] }[]
  pages: PageFinding[]
  /** The candidate's own site. */
  portfolio: string | null
  /** What references said of the candidate's part: it was theirs, it was not, or they could not tell. */
  references: (boolean | null)[]
  price: { amount: number; currency: string; rate: readonly [number, number] | null } | null
}
export type Decided = Omit<ClaimResult, 'checkedAt'>

export const round = (value: number) => Math.round(value * 100) / 100

export const unproven = (key: string, values: Record<string, string | number> = {}, notes: Sentence[] = []): Decided => ({
  verdict: 'unproven',
  strength: 'weak',
  reason: say(`vetting:reason.${key}`, values),
  notes,
  estimate: null,
  unit: 'number',
  evidence: null,
})
