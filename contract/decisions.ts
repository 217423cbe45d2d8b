/** What a brand decided, why, what was expected of it, and whether it held when it was looked at again. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { FollowedMetric } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const verdicts = ['held', 'not-held', 'cannot-tell', 'dropped'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/** The number that should move, and which way. */
export const Expectation = z.object({
  metric: FollowedMetric,
  /** Null: the whole brand, for metrics of posts. */
  accountId: z.uuid().nullable(),
  direction: z.enum(['up', 'down']),
})
export type Expectation = z.infer<typeof Expectation>

export const DecisionInput = z.object({
  words: z.string().trim().min(1).max(500),
  because: z.string().trim().max(2000).default(''),
  expectation: Expectation.nullable().default(null),
  /** Days in the brand's zone. */
  decidedOn: z.iso.date(),
  checkOn: z.iso.date(),
  /** The weekly review it was taken in. */
  reviewId: z.uuid().nullable().default(null),
})
export type DecisionInput = z.infer<typeof DecisionInput>

export const Decision = DecisionInput.extend({
  id: z.uuid(),
  decidedBy: z.string(),
  verdict: Verdict.nullable(),
  verdictNote: z.string(),
  checkedBy: z.string().nullable(),
  checkedAt: z.iso.datetime().nullable(),
  /** Open, and its day has come. */
  due: z.boolean(),
})
export type Decision = z.infer<typeof Decision>

/** What the number did since, held against the weeks before; never a proof of cause. */
export const DecisionEvidence = z.object({
  answer: Sentence,
  /** What the number says; a person has the last word. Null where nothing was expected of a number. */
  suggested: z.enum(['held', 'not-held', 'cannot-tell']).nullable(),
  /** Mean of a week after minus mean of a week before. */
  difference: Supported.nullable(),
})
export type DecisionEvidence = z.infer<typeof DecisionEvidence>

const tags = ['decisions']
const base = '/workspaces/{workspaceId}/brands/{brandId}/decisions'
const One = InBrand.extend({ decisionId: z.uuid() })

export const decisionsContract = {
  list: procedure
    .route({ method: 'GET', path: base, summary: 'The decision log: due ones first, then the newest', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Decision)),
  read: procedure
    .route({ method: 'GET', path: `${base}/{decisionId}`, summary: 'One decision, and what its number did since', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(z.object({ decision: Decision, evidence: DecisionEvidence })),
  decide: procedure
    .route({ method: 'POST', path: base, summary: 'Write a decision down, with the day on which it is looked at again', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ decision: DecisionInput }))
    .output(Decision),
  check: procedure
    .route({ method: 'POST', path: `${base}/{decisionId}/check`, summary: 'Say whether it held; it can be said again', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ verdict: Verdict, note: z.string().trim().max(2000).default('') }))
    .output(Decision),
}
