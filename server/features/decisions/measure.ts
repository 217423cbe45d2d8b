/** What a number did after a decision: weeks after it against weeks before it. */
import { Temporal } from 'temporal-polyfill'
import { compareMeans, type WelchAnswer } from '../../../statistics/compare/welch.ts'

/** Numbers that add up over time: a week is told by what it added. The others are told by their mean. */
const stocks: readonly string[] = ['followers', 'following', 'posts']
const mostWeeks = 12

interface Week {
  /** Its first day. */
  day: string
  value: number
  after: boolean
}
export interface MeasuredChange {
  weeks: Week[]
  answer: WelchAnswer
}

/**
 * Pure. Weeks are counted from the day of the decision, forwards and backwards, at most twelve each way and none that is not over on `until`. Weeks without a number are left
 * out. Welch's 80% interval of the difference of means. Cost: O(days).
 */
export const measureSince = (
  history: readonly { day: string; value: number | null }[],
  about: { metric: string; decidedOn: string; until: string },
): MeasuredChange => {
  const start = Temporal.PlainDate.from(about.decidedOn)
  const whole = Math.floor(start.until(Temporal.PlainDate.from(about.until)).days / 7)
  const byWeek = new Map<number, number[]>()
  for (const { day, value } of history) {
    if (value === null) continue
    const week = Math.floor(start.until(Temporal.PlainDate.from(day)).days / 7)
    if (week < -mostWeeks - 1 || week >= Math.min(whole, mostWeeks)) continue
    byWeek.set(week, [...(byWeek.get(week) ?? []), value])
  }
  const weeks: Week[] = [...byWeek]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([week, values]) => {
      const last = values.at(-1) as number
      const before = byWeek.get(week - 1)?.at(-1)
      const value = stocks.includes(about.metric)
        ? before === undefined
          ? null
          : last - before
        : values.reduce((sum, one) => sum + one, 0) / values.length
      return value === null || week < -mostWeeks ? [] : [{ day: start.add({ days: 7 * week }).toString(), value, after: week >= 0 }]
    })
  const of = (after: boolean) => weeks.filter((week) => week.after === after).map(({ value }) => value)
  return { weeks, answer: compareMeans(of(false), of(true)) }
}
