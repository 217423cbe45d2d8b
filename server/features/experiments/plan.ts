/** Lays an experiment out in time and draws its arms, and asks the account's past how long the plan would take. */
import { Temporal } from 'temporal-polyfill'
import type { ExperimentForecast, ExperimentPlanInput } from '../../../contract/experiments.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { assignPosts } from '../../../statistics/compare/assign-posts.ts'
import { planPosts } from '../../../statistics/compare/plan-posts.ts'

export interface DrawnSlot {
  at: Date
  weekday: number
  arm: number
  set: number
}

type Timing = Pick<ExperimentPlanInput, 'schedule' | 'varied' | 'arms'> & { rule: { weeks: number } }

/** Numbers settle this long after the last post; then the plan is at its end. */
export const settleMs = 48 * 3_600_000

/**
 * The slots of a plan, from the day after `now` on, one post on each chosen weekday for so many weeks; arms drawn within weekdays by `seed`. A time that
 * does not exist on a day (clocks go forward) is moved forward. The same input gives the same slots. Cost: O(slots).
 */
export const drawSlots = (plan: Timing, context: { now: Date; timeZone: string; seed: string }): DrawnSlot[] => {
  const first = Temporal.Instant.fromEpochMilliseconds(context.now.getTime())
    .toZonedDateTimeISO(context.timeZone)
    .toPlainDate()
    .add({ days: 1 })
  const wanted = new Set(plan.schedule.weekdays)
  const days = Array.from({ length: 7 * plan.rule.weeks }, (_, i) => first.add({ days: i })).filter((day) => wanted.has(day.dayOfWeek))
  const { arms, sets } = assignPosts({ blocks: days.map((day) => day.dayOfWeek), arms: plan.arms.length }, context.seed)
  return days.map((day, i) => {
    const arm = arms[i] as number
    const hour = plan.varied === 'time' ? (plan.arms[arm]?.hour ?? plan.schedule.hour) : plan.schedule.hour
    const at = day.toZonedDateTime({ timeZone: context.timeZone, plainTime: Temporal.PlainTime.from({ hour }) })
    return { at: new Date(at.epochMilliseconds), weekday: day.dayOfWeek, arm, set: sets[i] as number }
  })
}

/** What is wrong with a plan, in one sentence and with its place; null when nothing is. */
export const findFault = (plan: ExperimentPlanInput): { reason: Sentence; where: string } | null => {
  const { varied, arms, schedule, rule } = plan
  const names = arms.map(({ name }) => name)
  if (new Set(names).size !== names.length) return { reason: say('experiments:problem.sameName'), where: 'arms' }
  const values = arms.map((arm) => (varied === 'time' ? arm.hour : varied === 'format' ? arm.format : arm.text?.trim() || null))
  const empty = values.indexOf(null)
  if (empty >= 0) return { reason: say(`experiments:problem.empty.${varied}`, { arm: names[empty] as string }), where: 'arms' }
  if (new Set(values).size !== values.length) return { reason: say('experiments:problem.sameArm'), where: 'arms' }
  const posts = new Set(schedule.weekdays).size * rule.weeks
  if (posts < arms.length) return { reason: say('experiments:problem.fewSlots', { posts, arms: arms.length }), where: 'schedule' }
  return null
}

export interface PastPost {
  count: number
  exposure: number
  weekday: number
}
export interface Past {
  posts: PastPost[]
  hasExposure: boolean
  period: { from: string; to: string } | null
}

const aYear = 52
/** A plan that sees its effect less often than this is not worth its weeks. */
const worthwhile = 0.8

/** What a plan can hope to see. Pure. Errors: none; too short a past is an answer. Cost: that of planPosts. */
export const forecastPlan = (
  past: Past,
  plan: Pick<ExperimentPlanInput, 'rule'> & { arms: number; schedule: { weekdays: number[] } },
): ExperimentForecast => {
  const postsPerWeek = new Set(plan.schedule.weekdays).size
  const { rule } = plan
  const frame = { method: say('experiments:forecast.method'), period: past.period }
  const found = planPosts(
    {
      counts: past.posts.map(({ count }) => count),
      ...(past.hasExposure ? { exposures: past.posts.map(({ exposure }) => exposure) } : {}),
      blocks: past.posts.map(({ weekday }) => weekday),
    },
    { arms: plan.arms, postsPerWeek, ratio: rule.smallestRatio, alpha: 1 - rule.level, power: worthwhile },
  )
  if (found.kind === 'too-little-data')
    return {
      ...frame,
      worthIt: null,
      duration: null,
      words: say(`experiments:forecast.tooFew.${found.unit}`, { have: found.have, need: found.need }),
    }
  const power = powerAt(found.byWeeks, rule.weeks)
  const values = {
    weeks: found.weeks,
    low: found.weeksInterval[0],
    high: found.weeksInterval[1],
    months: Math.ceil(found.weeks / 4.345),
    effect: Math.round(100 * (rule.smallestRatio - 1)),
    planned: rule.weeks,
    power: Math.round(100 * power),
    n: found.n,
  }
  const key = found.weeks > aYear ? 'never' : found.weeks > rule.weeks ? 'longer' : 'enough'
  return {
    ...frame,
    worthIt: key === 'enough',
    words: say(`experiments:forecast.${key}`, values),
    duration: {
      n: found.n,
      weeks: found.weeks,
      weeksInterval: found.weeksInterval,
      level: 0.8,
      postsPerArm: found.postsPerArm,
      power,
      byWeeks: found.byWeeks,
    },
  }
}

/** The power at so many weeks, between the two nearest that were computed. */
const powerAt = (known: { weeks: number; power: number }[], weeks: number): number => {
  const after = known.findIndex((one) => one.weeks >= weeks)
  const [above, below] = [known[after] ?? known.at(-1), known[Math.max(0, after - 1)]]
  if (above === undefined || below === undefined || above.weeks === below.weeks) return above?.power ?? 0
  return below.power + ((above.power - below.power) * (weeks - below.weeks)) / (above.weeks - below.weeks)
}
