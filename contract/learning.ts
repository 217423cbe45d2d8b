/** What to post and when: every slot of the week and every format with its interval, what can be concluded, and which slots to take next. */
import { z } from 'zod'
import { Format } from './content.ts'
import { Estimate, TooLittleData } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** What can be learned about. The rate is engagements per exposure; the others are counts. */
export const learningMetrics = ['engagement-rate', 'engagements', 'impressions', 'reach'] as const
export const LearningMetric = z.enum(learningMetrics)
export type LearningMetric = z.infer<typeof LearningMetric>

/** What a rate is per; `post` when nothing better is known and raw counts are compared. */
export const learningUnits = ['impression', 'reach', 'view', 'follower', 'post'] as const
export const LearningUnit = z.enum(learningUnits)
export type LearningUnit = z.infer<typeof LearningUnit>

export const Strength = z.enum(['clear', 'leaning', 'open'])
export type Strength = z.infer<typeof Strength>

/** 1 Monday … 7 Sunday, hour 0–23, in the brand's own zone. */
export const WeekSlot = z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23) })
export type WeekSlot = z.infer<typeof WeekSlot>

const GroupEstimate = z.object({
  /** A typical post's value at the present level, in the unit of the answer. */
  mean: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  n: z.int().nonnegative(),
  /** Relative to the average of the brand's own posts: 0.18 is 18% more. */
  gain: z.number(),
  gainInterval: z.tuple([z.number(), z.number()]),
  chanceBetter: z.number().min(0).max(1),
  strength: Strength,
})
export const SlotEstimate = WeekSlot.extend(GroupEstimate.shape)
export type SlotEstimate = z.infer<typeof SlotEstimate>
export const FormatEstimate = GroupEstimate.extend({ format: Format })
export type FormatEstimate = z.infer<typeof FormatEstimate>

export const Recommendation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('slots'),
    slots: z.array(WeekSlot).min(1),
    /** Of posting there instead of as usual. */ gain: Estimate,
    reason: Sentence,
  }),
  z.object({ kind: z.literal('no-better-slot'), reason: Sentence }),
  TooLittleData.extend({ reason: Sentence }),
])
export type Recommendation = z.infer<typeof Recommendation>

export const suggestionKinds = ['best', 'usual', 'least-known'] as const
export const Suggestion = WeekSlot.extend({ at: z.iso.datetime(), kind: z.enum(suggestionKinds), reason: Sentence })
export type Suggestion = z.infer<typeof Suggestion>

export const LearningEvidence = z.object({
  method: Sentence,
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  n: z.int().nonnegative(),
  level: z.number(),
  /** Posts that could not be used, with the reason. */
  leftOut: z.array(z.object({ reason: Sentence, n: z.int().positive() })),
  /** `holds` is null where the data cannot tell. */
  assumptions: z.array(z.object({ words: Sentence, holds: z.boolean().nullable() })),
  /** p-values of the tests that slots, and formats, do not differ at all; null below the least number of posts. */
  tests: z.object({ slots: z.number(), formats: z.number() }).nullable(),
})
export type LearningEvidence = z.infer<typeof LearningEvidence>

export const Learning = z.object({
  /** The answer in one sentence. */
  headline: Sentence,
  metric: LearningMetric,
  unit: LearningUnit,
  accountId: z.uuid().nullable(),
  timeZone: z.string(),
  average: Estimate.nullable(),
  /** All 168 slots, Monday 0:00 first; empty when there are too few posts. */
  slots: z.array(SlotEstimate),
  formats: z.array(FormatEstimate),
  formatFinding: Sentence.nullable(),
  recommendation: Recommendation,
  suggestions: z.array(Suggestion),
  /** One coming post lies within mean × these factors, at this level; learned from past predictions out of time. */
  prediction: z.object({ factors: z.tuple([z.number(), z.number()]), level: z.number(), n: z.int() }).nullable(),
  evidence: LearningEvidence,
  computedAt: z.iso.datetime(),
})
export type Learning = z.infer<typeof Learning>

const LearningInput = InBrand.extend({
  accountId: z.uuid().optional(),
  metric: LearningMetric.default('engagement-rate'),
})
const path = '/workspaces/{workspaceId}/brands/{brandId}/learning'
const tags = ['learning']

export const learningContract = {
  read: procedure
    .route({ method: 'GET', path, summary: 'What to post and when, with intervals and evidence', tags })
    .meta({ can: 'read' })
    .input(
      LearningInput.extend({
        weeks: z.coerce.number().int().min(1).max(8).default(2),
        perWeek: z.coerce.number().int().min(1).max(42).optional(),
      }),
    )
    .output(Learning),
  rows: procedure
    .route({ method: 'GET', path: `${path}/rows`, summary: 'The posts that learning was made from, as CSV', tags })
    .meta({ can: 'read' })
    .input(LearningInput)
    .output(z.file()),
}
