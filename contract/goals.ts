/** Goals on any number that Athar keeps: where it started, where it should be and when, and the chance of getting there. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { FollowedMetric } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const goalStates = ['open', 'met', 'ended'] as const

export const GoalInput = z.object({
  title: z.string().trim().min(1).max(200),
  metric: FollowedMetric,
  /** Null: the whole brand, for metrics of posts. */
  accountId: z.uuid().nullable(),
  target: z.number().positive().max(1e12),
  horizon: z.enum(['short', 'long']),
  due: z.iso.date(),
  owner: z.string().trim().max(120),
})
export type GoalInput = z.infer<typeof GoalInput>

export const Goal = GoalInput.extend({
  id: z.uuid(),
  state: z.enum(goalStates),
  /** The number on the day the goal was set; null when nothing was known then. */
  baseline: z.object({ day: z.iso.date(), value: z.number() }).nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  closedAt: z.iso.datetime().nullable(),
})
export type Goal = z.infer<typeof Goal>

/** A change of a goal, dated. */
export const GoalDated = z.object({ at: z.iso.datetime(), by: z.string(), before: GoalInput, after: GoalInput })
export type GoalDated = z.infer<typeof GoalDated>

const Bounds = z.tuple([z.number(), z.number()])
export const GoalOutlook = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('outlook'),
    answer: Sentence,
    /** The chance that the goal is reached by its day. */
    chance: z.number().min(0).max(1),
    /** The middle 80% of the days on which it is reached; null where that lies beyond what was looked at. */
    between: z.object({ from: z.iso.date(), to: z.iso.date().nullable() }).nullable(),
    /** Per week: what is needed from now on, and what the forecast brings. */
    pace: z.object({ needed: z.number(), seen: Supported }),
    change: Sentence,
    history: z.array(z.object({ day: z.iso.date(), value: z.number().nullable() })),
    points: z.array(
      z.object({ day: z.iso.date(), mean: z.number(), interval50: Bounds, interval80: Bounds, interval95: Bounds, reached: z.number() }),
    ),
  }),
  /** Too little, no variation, already met, past its day: one sentence each. */
  z.object({
    kind: z.literal('no-outlook'),
    answer: Sentence,
    history: z.array(z.object({ day: z.iso.date(), value: z.number().nullable() })),
  }),
])
export type GoalOutlook = z.infer<typeof GoalOutlook>

const tags = ['goals']
const base = '/workspaces/{workspaceId}/brands/{brandId}/goals'
const One = InBrand.extend({ goalId: z.uuid() })

export const goalsContract = {
  list: procedure
    .route({ method: 'GET', path: base, summary: 'The goals of a brand, the nearest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Goal)),
  read: procedure
    .route({ method: 'GET', path: `${base}/{goalId}`, summary: 'A goal, the chance of reaching it, and when', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(z.object({ goal: Goal, outlook: GoalOutlook, changes: z.array(GoalDated) })),
  create: procedure
    .route({ method: 'POST', path: base, summary: 'Set a goal', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ goal: GoalInput }))
    .output(Goal),
  update: procedure
    .route({ method: 'PUT', path: `${base}/{goalId}`, summary: 'Change a goal; where it started stays', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ goal: GoalInput }))
    .output(Goal),
  end: procedure
    .route({ method: 'POST', path: `${base}/{goalId}/end`, summary: 'Close a goal, met or given up', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ met: z.boolean() }))
    .output(Goal),
}
