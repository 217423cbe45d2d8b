/** Competitors: what anybody can see of them, where we stand among them, and why one of them has more followers. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'
import { Unit } from './report.ts'
import { Sentence } from './sentence.ts'
import { MadeShare, ShareOptions } from './shares.ts'

export const Competitor = z.object({
  id: z.uuid(),
  /** Null where nobody says. */
  network: z.string().nullable(),
  handle: z.string(),
  displayName: z.string(),
  /** Read through an account of ours, typed in, or from a file. */
  source: z.enum(['api', 'hand', 'file']),
  /** `unread`: the last read failed; `vanished`: the network has no such account any more. */
  state: z.enum(['seen', 'vanished', 'unread']),
  reason: Sentence.nullable(),
  lastReadAt: z.iso.datetime().nullable(),
  /** What is known: days, and the newest count of followers. */
  days: z.int().nonnegative(),
  newest: z.object({ day: z.iso.date(), followers: z.number() }).nullable(),
})
export type Competitor = z.infer<typeof Competitor>

/** What one can know on one day; null is not known. */
export const CompetitorDay = z.object({
  day: z.iso.date(),
  followers: z.number().min(0).max(1e12).nullable(),
  posts: z.number().min(0).max(1e6).nullable(),
  engagements: z.number().min(0).max(1e12).nullable(),
})
export type CompetitorDay = z.infer<typeof CompetitorDay>

/** `growth`: in 30 days. `engagement`: of a post, per follower. `frequency`: posts a week. */
export const measures = ['followers', 'growth', 'engagement', 'frequency'] as const
export type Measure = (typeof measures)[number]

export const Place = z.object({
  /** Between which places it lies (90%); 1 is the most. */
  interval: z.tuple([z.int(), z.int()]),
  /** The smallest number of leaders that it is among with a chance of 80% or more. */
  among: z.int(),
  chance: z.number(),
  of: z.int(),
})

const Row = z.object({
  /** Null is our own account. */
  competitorId: z.uuid().nullable(),
  name: z.string(),
  estimate: Supported.nullable(),
  /** Why there is no estimate. */
  missing: Sentence.nullable(),
  place: Place.nullable(),
})

export const Measured = z.object({
  measure: z.enum(measures),
  unit: Unit,
  /** Where we stand, in words. */
  answer: Sentence,
  /** Estimates lean on all accounts; false where there are too few for that. */
  pooled: z.boolean(),
  rows: z.array(Row),
})
export type Measured = z.infer<typeof Measured>

export const Benchmark = z.object({
  answer: Sentence,
  from: z.iso.date(),
  to: z.iso.date(),
  competitors: z.array(Competitor),
  measures: z.array(Measured),
  cannotTell: z.array(Sentence),
})
export type Benchmark = z.infer<typeof Benchmark>

const Finding = z.object({
  key: z.string(),
  words: Sentence,
  numbers: z.array(z.object({ label: Sentence, unit: Unit, estimate: Supported, noDifference: z.number().nullable() })),
})

export const Why = z.object({
  competitor: Competitor,
  answer: Sentence,
  from: z.iso.date(),
  to: z.iso.date(),
  findings: z.array(Finding),
  /** Followers of both, on days when anything is known. */
  series: z.array(z.object({ day: z.iso.date(), ours: z.number().nullable(), theirs: z.number().nullable() })),
  /** Jumps of theirs that their posts do not account for. */
  jumps: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), followers: z.number(), words: Sentence })),
  cannotTell: z.array(Sentence),
})
export type Why = z.infer<typeof Why>

const path = '/workspaces/{workspaceId}/brands/{brandId}/benchmarks' as const
const tags = ['audience']
const Asked = InBrand.extend({ accountId: z.uuid(), days: z.coerce.number().int().min(28).max(730).default(365) })
const One = InBrand.extend({ competitorId: z.uuid() })
const handle = z.string().trim().min(1).max(253)

export const benchmarksContract = {
  read: procedure
    .route({ method: 'GET', path, summary: 'Where an account stands among its competitors', tags })
    .meta({ can: 'read' })
    .input(Asked)
    .output(Benchmark),
  add: procedure
    .route({ method: 'POST', path: `${path}/competitors`, summary: 'Follow a public account of the network of one of ours', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ accountId: z.uuid(), handle }))
    .output(Competitor),
  note: procedure
    .route({ method: 'POST', path: `${path}/competitors/by-hand`, summary: 'Note what one sees of a competitor', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ handle, days: z.array(CompetitorDay).min(1).max(1000) }))
    .output(Competitor),
  importFile: procedure
    .route({ method: 'POST', path: `${path}/competitors/file`, summary: 'Competitors and their days from CSV', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ csv: z.string().min(1).max(20_000_000) }))
    .output(z.object({ rows: z.int(), competitors: z.array(Competitor) })),
  refresh: procedure
    .route({ method: 'POST', path: `${path}/refresh`, summary: 'Read all public accounts again', tags })
    .meta({ can: 'import' })
    .input(InBrand)
    .output(z.array(Competitor)),
  remove: procedure
    .route({ method: 'DELETE', path: `${path}/competitors/{competitorId}`, summary: 'Forget a competitor and its days', tags })
    .meta({ can: 'import' })
    .input(One)
    .output(z.object({ removed: z.literal(true) })),
  why: procedure
    .route({ method: 'GET', path: `${path}/competitors/{competitorId}/why`, summary: 'Why a competitor has more followers', tags })
    .meta({ can: 'read' })
    .input(Asked.extend({ competitorId: z.uuid() }))
    .output(Why),
  share: procedure
    .route({ method: 'POST', path: `${path}/competitors/{competitorId}/shares`, summary: 'A link to that answer', tags })
    .meta({ can: 'write-posts' })
    .input(Asked.extend({ competitorId: z.uuid(), options: ShareOptions }))
    .output(MadeShare),
}
