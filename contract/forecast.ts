/** Where a number of an account is going, with intervals, and when a goal is reached. */
import { z } from 'zod'
import { FollowedMetric, TooLittleData } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

const Bounds = z.tuple([z.number(), z.number()])

export const ForecastPoint = z.object({
  /** The day, or the last day of a week, in the brand's zone. */
  day: z.iso.date(),
  mean: z.number(),
  interval80: Bounds,
  interval95: Bounds,
  /** The chance that the goal was reached by then; null without a goal. */
  reached: z.number().min(0).max(1).nullable(),
})

const Known = z.object({ day: z.iso.date(), value: z.number().nullable() })

export const Forecast = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('forecast'),
    headline: Sentence,
    /** When the goal is reached; null without one. */
    goal: Sentence.nullable(),
    step: z.enum(['day', 'week']),
    history: z.array(Known),
    points: z.array(ForecastPoint),
    evidence: z.object({
      method: Sentence,
      n: z.int().nonnegative(),
      missing: z.int().nonnegative(),
      period: z.object({ from: z.iso.date(), to: z.iso.date() }),
      parts: z.array(z.object({ name: z.string(), weight: z.number() })),
      origins: z.int(),
    }),
  }),
  TooLittleData.extend({ kind: z.literal('too-little-data'), history: z.array(Known) }),
  z.object({ kind: z.literal('no-variation'), reason: Sentence, history: z.array(Known) }),
])
export type Forecast = z.infer<typeof Forecast>
export type Predicted = Extract<Forecast, { kind: 'forecast' }>

export const horizons = [14, 30, 60, 90, 180] as const

export const forecastContract = {
  read: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/accounts/{accountId}/forecast',
      summary: 'Where a number of an account is going, and when it reaches a goal',
      tags: ['forecast'],
    })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        accountId: z.uuid(),
        metric: FollowedMetric.default('followers'),
        /** Days ahead. */
        days: z.coerce.number().int().min(1).max(365).default(60),
        goal: z.coerce.number().min(0).max(1e12).optional(),
      }),
    )
    .output(Forecast),
}
