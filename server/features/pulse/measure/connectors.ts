/** Judges a connector by its calls: the last 24 hours and 7 days against the four weeks before. */
import { type CountedDay, findRateDrift, type RateDrift } from '../../../../statistics/detect/rate-drift.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'

/** On average at least this many days pass before a false alarm of any connector of a brand. */
export const daysBetweenFalseAlarms = 365
/** Looks that a day counts for: two windows that move with every hour. `npm run evaluate -- pulse` counts the alarms that come of it. */
const looksADay = 8
const dayMs = 86_400_000
const [recentDays, baselineDays] = [7, 28]

export interface CallsOfHour {
  hour: Date
  /** Calls that tell of the connection: not those refused for what they said, nor for a credential that ended. */
  n: number
  failed: number
}

export interface JudgedConnector {
  verdict: 'drifting' | 'steady' | 'too-few' | 'idle'
  window: 'day' | 'week' | null
  day: RateDrift
  week: RateDrift
}

/** Blocks of 24 hours, counted back from `now`: the first is the last 24 hours. */
const toBlocks = (hours: readonly CallsOfHour[], now: Date): CountedDay[] => {
  const blocks = Array.from({ length: recentDays + baselineDays }, () => ({ n: 0, failed: 0 }))
  for (const { hour, n, failed } of hours) {
    // An hour belongs where it ends: the one that is running is part of today.
    const block = blocks[Math.max(0, Math.floor((now.getTime() - hour.getTime() - dayMs / 24) / dayMs))]
    if (block === undefined) continue
    block.n += n
    block.failed += failed
  }
  return blocks
}

/** `connectors` share the promise: with more of them each has to be surer. Cost: the calls of a week, once or twice. */
export const judgeConnector = (hours: readonly CallsOfHour[], now: Date, connectors: number): JudgedConnector => {
  const blocks = toBlocks(hours, now)
  const alpha = 1 / (daysBetweenFalseAlarms * looksADay * Math.max(1, connectors))
  const baseline = blocks.slice(recentDays)
  const day = findRateDrift(baseline, blocks.slice(0, 1), alpha)
  const week = findRateDrift(baseline, blocks.slice(0, recentDays), alpha)
  const window = day.kind === 'judged' && day.drifts ? 'day' : week.kind === 'judged' && week.drifts ? 'week' : null
  const verdict =
    window !== null
      ? 'drifting'
      : blocks.every(({ n }) => n === 0)
        ? 'idle'
        : week.kind === 'too-few' && day.kind === 'too-few'
          ? 'too-few'
          : 'steady'
  return { verdict, window, day, week }
}

export interface DayOfCalls {
  day: string
  n: number
  failed: number
  rate: { value: number; interval: [number, number] } | null
  meanMs: number | null
}

/** The last `count` days in UTC, the oldest first; a day without calls is there, without a rate. */
export const toDays = (hours: readonly (CallsOfHour & { calls: number; elapsedMs: number })[], now: Date, count: number): DayOfCalls[] => {
  const today = Math.floor(now.getTime() / dayMs)
  return Array.from({ length: count }, (_, index) => {
    const number = today - count + 1 + index
    const of = hours.filter(({ hour }) => Math.floor(hour.getTime() / dayMs) === number)
    const total = (what: (one: (typeof of)[number]) => number) => of.reduce((sum, one) => sum + what(one), 0)
    const [n, failed, calls] = [total((one) => one.n), total((one) => one.failed), total((one) => one.calls)]
    return {
      day: new Date(number * dayMs).toISOString().slice(0, 10),
      n,
      failed,
      rate: n === 0 ? null : { value: failed / n, interval: wilsonInterval(failed, n, 0.95) },
      meanMs: calls === 0 ? null : total((one) => one.elapsedMs) / calls,
    }
  })
}
