/** What a forecast says about a goal: the chance, the stretch of days, the pace that is needed and the pace that is seen. */
import { Temporal } from 'temporal-polyfill'
import type { Goal, GoalOutlook } from '../../../contract/goals.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'

export interface Foreseen {
  kind: 'forecast'
  step: 'day' | 'week'
  history: { day: string; value: number | null }[]
  days: string[]
  forecast: {
    mean: ArrayLike<number>
    /** At 50, 80 and 95%. */
    intervals: { level: number; lower: ArrayLike<number>; upper: ArrayLike<number> }[]
    n: number
    origins: number
  }
  chance: { byStep: ArrayLike<number>; steps: { early: number | null; middle: number | null; late: number | null } } | null
}
export type Foresight =
  | Foreseen
  | { kind: 'too-little-data'; have: number; need: number; unit: string; history: Foreseen['history'] }
  | { kind: 'no-variation'; value: number; history: Foreseen['history'] }

const daysBetween = (from: string, to: string) => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/** Whether `value` is where the goal wants it; a goal below the baseline is to be fallen to. */
export const isMet = ({ target, baseline }: Pick<Goal, 'target' | 'baseline'>, value: number): boolean =>
  baseline !== null && baseline.value > target ? value <= target : value >= target

const percent = (chance: number) => Math.round(100 * chance)

const tell = (goal: Goal, { chance, days }: Foreseen, due: number): Sentence => {
  // Outside what was looked at, the chance is that of the nearest day looked at, and is said of that day.
  const said = goal.due < (days[0] ?? '') || goal.due > (days.at(-1) ?? '') ? (days[due] ?? goal.due) : goal.due
  const byStep = chance?.byStep ?? []
  const byDue = byStep[due] ?? 0
  const { early, late } = chance?.steps ?? { early: null, late: null }
  const values = { target: goal.target, chance: percent(byDue), due: said }
  if (early === null) return say('goals:answer.unlikely', values)
  if (late === null) return say('goals:answer.open', { ...values, from: days[early] ?? '' })
  return say('goals:answer.between', { ...values, from: days[early] ?? '', to: days[late] ?? '' })
}

/**
 * Pure. The forecast reaches at least to the goal's day. The pace is per week, from the newest known value: what is needed to arrive on the day, and what the forecast
 * has, with its 80% interval.
 */
export const decideOutlook = (goal: Goal, foresight: Foresight, today: string): GoalOutlook => {
  const { history } = foresight
  const newest = history.findLast(({ value }) => value !== null)
  const first = history.find((one): one is { day: string; value: number } => one.value !== null) ?? null
  // A goal set before anything was known starts at the first number that came in.
  const baseline = goal.baseline ?? first
  const nothing = (answer: Sentence): GoalOutlook => ({ kind: 'no-outlook', answer, history })
  const value = newest?.value ?? null
  if (value !== null && isMet({ target: goal.target, baseline }, value))
    return nothing(say('goals:answer.met', { target: goal.target, value, day: newest?.day ?? '' }))
  if (goal.due < today) return nothing(say('goals:answer.past', { due: goal.due, value: value ?? 0, target: goal.target }))
  if (foresight.kind === 'too-little-data')
    return nothing(
      say(`goals:answer.thin.${foresight.unit === 'weeks' ? 'weeks' : 'days'}`, { have: foresight.have, need: foresight.need }),
    )
  if (foresight.kind === 'no-variation') return nothing(say('goals:answer.still', { value: foresight.value }))
  const { days, forecast, chance, step } = foresight
  const due = days.findLastIndex((day) => day <= goal.due)
  const at = Math.max(0, due)
  const level = (wanted: number) => forecast.intervals.find((interval) => Math.abs(interval.level - wanted) < 1e-9) ?? forecast.intervals[0]
  const bounds = (wanted: number, h: number): [number, number] => [
    level(wanted)?.lower[h] ?? Number.NaN,
    level(wanted)?.upper[h] ?? Number.NaN,
  ]
  const from = newest?.day ?? today
  const weeksLeft = Math.max(1 / 7, daysBetween(from, goal.due) / 7)
  const weeksSeen = Math.max(1 / 7, daysBetween(from, days[at] ?? goal.due) / 7)
  const needed = (goal.target - (value ?? 0)) / weeksLeft
  const pace = ((forecast.mean[at] ?? Number.NaN) - (value ?? 0)) / weeksSeen
  const [low, high] = bounds(0.8, at).map((end) => (end - (value ?? 0)) / weeksSeen) as [number, number]
  const early = chance?.steps.early ?? null
  const late = chance?.steps.late ?? null
  return {
    kind: 'outlook',
    answer: tell(goal, foresight, at),
    chance: chance?.byStep[at] ?? 0,
    between: early === null ? null : { from: days[early] ?? goal.due, to: late === null ? null : (days[late] ?? null) },
    pace: {
      needed,
      seen: {
        value: pace,
        interval: [low, high],
        level: 0.8,
        n: forecast.n,
        evidence: {
          method: say(`goals:method.${step}`, { origins: forecast.origins }),
          period: { from: history[0]?.day ?? from, to: history.at(-1)?.day ?? from },
          n: forecast.n,
          assumptions: [{ words: say('goals:assumption.asBefore'), holds: null }],
          rows: {
            columns: [say('goals:column.day'), say('goals:column.value')],
            cells: history.slice(-200).map(({ day, value: one }) => [day, one]),
            total: history.length,
          },
          page: 'goals',
        },
      },
    },
    change:
      Math.sign(needed) === Math.sign(pace) && Math.abs(pace) >= Math.abs(needed)
        ? say('goals:change.goOn')
        : say('goals:change.more', { needed, pace }),
    history,
    points: days.map((day, h) => ({
      day,
      mean: forecast.mean[h] ?? Number.NaN,
      interval50: bounds(0.5, h),
      interval80: bounds(0.8, h),
      interval95: bounds(0.95, h),
      reached: chance?.byStep[h] ?? 0,
    })),
  }
}
