/** Experiments on posts: a question, a rule fixed before the start, a drawn calendar, a result with its interval, and who decided what. */
import { z } from 'zod'
import { Format } from './content.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const experimentMetrics = ['engagement-rate', 'engagements', 'impressions', 'clicks'] as const
export const ExperimentMetric = z.enum(experimentMetrics)
export type ExperimentMetric = z.infer<typeof ExperimentMetric>
export const variedThings = ['time', 'format', 'wording'] as const
export const Varied = z.enum(variedThings)
export type Varied = z.infer<typeof Varied>
export const experimentMethods = ['fixed', 'sequential', 'bayesian'] as const
export const ExperimentMethod = z.enum(experimentMethods)
export type ExperimentMethod = z.infer<typeof ExperimentMethod>
export const experimentStates = ['draft', 'running', 'stopped', 'decided'] as const
export const ExperimentState = z.enum(experimentStates)
export type ExperimentState = z.infer<typeof ExperimentState>

/** The first arm is the control. Only what is varied is set: `hour` for time, `format` for format, `text` for wording. */
export const ExperimentArm = z.object({
  name: z.string().trim().min(1).max(60),
  hour: z.int().min(0).max(23).nullable().default(null),
  format: Format.nullable().default(null),
  text: z.string().max(10_000).nullable().default(null),
})
export type ExperimentArm = z.infer<typeof ExperimentArm>

/** Fixed at the start; afterwards an experiment can only be stopped. */
export const ExperimentRule = z.object({
  method: ExperimentMethod,
  level: z.number().min(0.8).max(0.99),
  /** The smallest factor worth knowing of: 1.2 is 20% more. */
  smallestRatio: z.number().min(1.01).max(10),
  weeks: z.int().min(1).max(52),
})
export type ExperimentRule = z.infer<typeof ExperimentRule>

/** One post on each of these days of a week, at `hour` unless the hour is what is varied; in the brand's zone. */
export const ExperimentSchedule = z.object({
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  hour: z.int().min(0).max(23),
})

export const ExperimentPlanInput = z.object({
  title: z.string().trim().min(1).max(120),
  hypothesis: z.string().trim().min(1).max(1000),
  accountId: z.uuid(),
  varied: Varied,
  arms: z.array(ExperimentArm).min(2).max(5),
  metric: ExperimentMetric,
  rule: ExperimentRule,
  schedule: ExperimentSchedule,
})
export type ExperimentPlanInput = z.infer<typeof ExperimentPlanInput>

/** What the account's own past says of the plan, before it is started. */
export const ExperimentForecast = z.object({
  words: Sentence,
  /** False when the plan cannot answer its own question. */
  worthIt: z.boolean().nullable(),
  method: Sentence,
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  duration: z
    .object({
      n: z.int(),
      weeks: z.number(),
      weeksInterval: z.tuple([z.number(), z.number()]),
      /** Of the interval of weeks. */
      level: z.number(),
      postsPerArm: z.int(),
      /** The chance to see the smallest effect of interest within the weeks planned. */
      power: z.number(),
      byWeeks: z.array(z.object({ weeks: z.int(), postsPerArm: z.int(), power: z.number(), smallestRatio: z.number().nullable() })),
    })
    .nullable(),
})
export type ExperimentForecast = z.infer<typeof ExperimentForecast>

export const deviationKinds = ['not-published', 'moved', 'edited', 'other-format'] as const
export const ExperimentSlot = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  weekday: z.int(),
  arm: z.int(),
  set: z.int(),
  postId: z.uuid().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  permalink: z.string().nullable(),
  /** The number the post got, and what it is out of; null is not known (yet). */
  count: z.number().nullable(),
  exposure: z.number().nullable(),
  deviations: z.array(z.enum(deviationKinds)),
})
export type ExperimentSlot = z.infer<typeof ExperimentSlot>

/** A drawn slot as the calendar shows it. */
export const PlannedSlot = z.object({
  slotId: z.uuid(),
  experimentId: z.uuid(),
  title: z.string(),
  /** The name of the arm that was drawn for it. */
  arm: z.string(),
  at: z.iso.datetime(),
  postId: z.uuid().nullable(),
  /** A post of the slot is scheduled or has gone out. */
  filled: z.boolean(),
})
export type PlannedSlot = z.infer<typeof PlannedSlot>

const Interval = z.tuple([z.number(), z.number()])
export const ArmResult = z.object({
  arm: z.int(),
  name: z.string(),
  planned: z.int(),
  n: z.int(),
  typical: z.number().nullable(),
  interval: Interval.nullable(),
})
export type ArmResult = z.infer<typeof ArmResult>
/** One arm against the control; `ratio` 1.2 is 20% more. */
export const ArmComparison = z.object({
  arm: z.int(),
  name: z.string(),
  n: z.int(),
  ratio: z.number(),
  interval: Interval,
  /** At the level that all comparisons keep together; the rule looks at this one. */
  jointInterval: Interval,
  p: z.number().nullable(),
  chance: z.number().nullable(),
})
export type ArmComparison = z.infer<typeof ArmComparison>

export const verdictKinds = [
  'progress',
  'broken-split',
  'too-little-data',
  'keep-going',
  'arm-better',
  'control-better',
  'no-difference',
  'open',
  'stopped-early',
] as const
export const ExperimentResult = z.object({
  verdict: z.object({ kind: z.enum(verdictKinds), words: Sentence }),
  split: z.object({ counts: z.array(z.int()), planned: z.array(z.int()), p: z.number().nullable(), broken: z.boolean(), words: Sentence }),
  arms: z.array(ArmResult),
  /** Empty where the rule forbids a look, or there is too little. */
  comparisons: z.array(ArmComparison),
  level: z.number(),
  method: Sentence,
  /** What one count is out of; null when counts are compared as they are. */
  unit: z.string().nullable(),
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  n: z.int(),
  missing: z.int(),
  tamed: z.int(),
  progress: z.object({ done: z.int(), of: z.int(), endsAt: z.iso.datetime().nullable() }),
})
export type ExperimentResult = z.infer<typeof ExperimentResult>

export const logActs = ['created', 'changed', 'started', 'attached', 'stopped', 'decided'] as const
/** Append-only. */
export const ExperimentLogEntry = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  act: z.enum(logActs),
  reason: z.string(),
  /** What the page showed at that moment: verdict, n and intervals. */
  numbers: z.record(z.string(), z.unknown()).nullable(),
})

export const ExperimentSummary = ExperimentPlanInput.extend({
  id: z.uuid(),
  state: ExperimentState,
  seed: z.string().nullable(),
  decision: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
})
export type ExperimentSummary = z.infer<typeof ExperimentSummary>
export const Experiment = ExperimentSummary.extend({
  slots: z.array(ExperimentSlot),
  result: ExperimentResult.nullable(),
  log: z.array(ExperimentLogEntry),
})
export type Experiment = z.infer<typeof Experiment>

/** An arm of an experiment that ran elsewhere: the mean with the variance of a unit, or conversions. */
export const TableArm = z.union([
  z.object({ arm: z.string().min(1).max(60), n: z.int().min(1).max(1e12), mean: z.number(), variance: z.number().nonnegative() }),
  z.object({ arm: z.string().min(1).max(60), n: z.int().min(1).max(1e12), conversions: z.int().nonnegative() }),
])

const path = '/workspaces/{workspaceId}/brands/{brandId}/experiments'
const tags = ['experiments']
const One = InBrand.extend({ experimentId: z.uuid() })
const Reason = z.object({ reason: z.string().trim().min(1).max(1000) })

export const experimentsContract = {
  list: procedure
    .route({ method: 'GET', path, summary: 'The experiments of a brand, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }))
    .output(z.object({ experiments: z.array(ExperimentSummary), nextCursor: z.uuid().nullable() })),
  get: procedure
    .route({ method: 'GET', path: `${path}/{experimentId}`, summary: 'One experiment: plan, calendar, result, log', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(Experiment),
  slots: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/experiment-slots',
      summary: 'The slots of running experiments between two moments',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.datetime(), to: z.iso.datetime() }))
    .output(z.array(PlannedSlot)),
  forecast: procedure
    .route({ method: 'POST', path: `${path}/forecast`, summary: 'How long a plan would take, from the account’s own past', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        plan: ExperimentPlanInput.pick({ accountId: true, metric: true, rule: true, schedule: true }).extend({
          arms: z.int().min(2).max(5),
        }),
      }),
    )
    .output(ExperimentForecast),
  create: procedure
    .route({ method: 'POST', path, summary: 'Write an experiment down', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ plan: ExperimentPlanInput }))
    .output(Experiment),
  update: procedure
    .route({ method: 'PUT', path: `${path}/{experimentId}`, summary: 'Change an experiment that has not begun', tags })
    .meta({ can: 'publish' })
    .input(One.extend({ plan: ExperimentPlanInput }))
    .output(Experiment),
  start: procedure
    .route({ method: 'POST', path: `${path}/{experimentId}/start`, summary: 'Fix the rule, draw the calendar, write its drafts', tags })
    .meta({ can: 'publish' })
    .input(One)
    .output(Experiment),
  attach: procedure
    .route({ method: 'PUT', path: `${path}/{experimentId}/slots/{slotId}`, summary: 'Put a post of the calendar into a slot', tags })
    .meta({ can: 'publish' })
    .input(One.extend({ slotId: z.uuid(), postId: z.uuid() }))
    .output(Experiment),
  stop: procedure
    .route({ method: 'POST', path: `${path}/{experimentId}/stop`, summary: 'Stop an experiment, with the reason', tags })
    .meta({ can: 'publish' })
    .input(One.extend(Reason.shape))
    .output(Experiment),
  decide: procedure
    .route({ method: 'POST', path: `${path}/{experimentId}/decide`, summary: 'Write down what was decided, with the numbers of now', tags })
    .meta({ can: 'publish' })
    .input(One.extend(Reason.shape))
    .output(Experiment),
  table: procedure
    .route({ method: 'POST', path: `${path}/table`, summary: 'Analyse the arms of an experiment that ran elsewhere', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        arms: z.array(TableArm).min(2).max(20),
        rule: ExperimentRule.pick({ method: true, level: true, smallestRatio: true }),
        /** The size it was planned for, all arms together; a sequential interval is tightest there. */
        plannedN: z.int().min(1).max(1e12),
      }),
    )
    .output(ExperimentResult),
}
