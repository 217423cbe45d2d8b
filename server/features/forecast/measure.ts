/** From readings of an account to a forecast: one value a day (or a week where days are rare), what comes next, and when a goal is reached. */
import { Temporal } from 'temporal-polyfill'
import { type Forecast, forecastSeries } from '../../../statistics/forecast/forecast-series.ts'
import { type GoalChance, reachGoal } from '../../../statistics/forecast/reach-goal.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'

export interface MeasureInput {
  /** Readings of an account in any order, or weeks that are whole already, oldest first. */
  known: { kind: 'readings'; readings: { observedAt: string; value: number }[] } | { kind: 'weeks'; weeks: DayValue[] }
  timeZone: string
  /** Days ahead. */
  days: number
  goal: number | null
}

export interface DayValue {
  day: string
  /** Null: not read on that day. */
  value: number | null
}

export type Measured =
  | {
      kind: 'forecast'
      step: 'day' | 'week'
      history: DayValue[]
      days: string[]
      forecast: Forecast
      chance: GoalChance | null
      goal: number | null
    }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'days' | 'weeks'; history: DayValue[] }
  | { kind: 'no-variation'; value: number; history: DayValue[] }

/** Older days say little about how an account grows now. */
const longestDays = 730

/** The last reading of each day in the brand's zone, from the first day to the last; days without one are null. */
export const toDays = (readings: readonly { observedAt: string; value: number }[], timeZone: string): DayValue[] => {
  const last = new Map<string, { at: string; value: number }>()
  for (const { observedAt, value } of readings) {
    const day = Temporal.Instant.from(observedAt).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    const before = last.get(day)
    if (before === undefined || before.at <= observedAt) last.set(day, { at: observedAt, value })
  }
  const days = [...last.keys()].sort()
  const [first, end] = [days[0], days.at(-1)]
  if (first === undefined || end === undefined) return []
  const all: DayValue[] = []
  for (let day = Temporal.PlainDate.from(first); all.length < 20_000; day = day.add({ days: 1 })) {
    const name = day.toString()
    all.push({ day: name, value: last.get(name)?.value ?? null })
    if (name === end) break
  }
  return all.slice(-longestDays)
}

/** The last known value of each seven days, counted back from the newest, named by their last day. */
export const toWeeks = (days: readonly DayValue[]): DayValue[] => {
  const weeks: DayValue[] = []
  for (let end = days.length; end > 0; end -= 7) {
    const span = days.slice(Math.max(0, end - 7), end)
    weeks.unshift({ day: (span.at(-1) as DayValue).day, value: span.findLast(({ value }) => value !== null)?.value ?? null })
  }
  return weeks
}

const longestWeeks = 260

/** The history in the step that is known, and what that step is. Where most days were not read, weeks are what is known. */
export const toHistory = ({ known, timeZone }: Pick<MeasureInput, 'known' | 'timeZone'>): { step: 'day' | 'week'; history: DayValue[] } => {
  if (known.kind === 'weeks') return { step: 'week', history: known.weeks.slice(-longestWeeks) }
  const daily = toDays(known.readings, timeZone)
  const read = daily.filter(({ value }) => value !== null).length
  return read * 2 >= daily.length ? { step: 'day', history: daily } : { step: 'week', history: toWeeks(daily) }
}

/** Pure, and the same each time. Cost: 40 ms for a year of days; call it in a thread. */
export const measureForecast = (input: MeasureInput): Measured => {
  const { days, goal } = input
  const { step, history } = toHistory(input)
  const horizon = step === 'day' ? days : Math.max(1, Math.ceil(days / 7))
  const values = history.map(({ value }) => value ?? Number.NaN)
  const forecast = forecastSeries(values, { horizon, period: step === 'day' ? 7 : 52, levels: [0.5, 0.8, 0.95] })
  if (forecast.kind === 'too-little-data') return { ...forecast, unit: step === 'day' ? 'days' : 'weeks', history }
  if (forecast.kind === 'no-variation') return { kind: forecast.kind, value: forecast.value, history }
  const last = values.findLast((value) => !Number.isNaN(value)) as number
  const from = Temporal.PlainDate.from((history.at(-1) as DayValue).day)
  return {
    kind: 'forecast',
    step,
    history,
    days: Array.from({ length: horizon }, (_, h) => from.add({ days: (h + 1) * (step === 'day' ? 1 : 7) }).toString()),
    forecast,
    chance: goal === null ? null : reachGoal(forecast, { goal, last, generator: createGenerator('forecast goal') }),
    goal,
  }
}
