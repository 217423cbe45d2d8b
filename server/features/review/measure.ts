/** What was unusual about a week: its engagement rates against the weeks before, and what it added to followers against a usual week. */
import { Temporal } from 'temporal-polyfill'
import { compareMeans } from '../../../statistics/compare/welch.ts'
import { studentQuantile } from '../../../statistics/distributions/student-t.ts'

export interface RatedPost {
  id: string
  /** In the brand's zone. */
  day: string
  excerpt: string
  /** Null where either number is not known. */
  rate: number | null
}
export type RateChange =
  | { kind: 'change'; ratio: number; interval: [number, number]; level: number; n: number; nBefore: number; posts: RatedPost[] }
  | { kind: 'too-little-data'; have: number; need: number }

/** A post without any engagement counts as half of one in a thousand. */
const floorRate = 0.0005
const need = 3
const weeksBefore = 8

/** Pure. Geometric means on the log scale with Welch's 80% interval; three posts on either side are needed. Cost: O(posts). */
export const measureRates = (posts: readonly RatedPost[], week: { from: string; to: string }): RateChange => {
  const first = Temporal.PlainDate.from(week.from)
    .subtract({ days: 7 * weeksBefore })
    .toString()
  const told = posts.filter(({ rate, day }) => rate !== null && day >= first && day <= week.to)
  const logs = (isNow: boolean) =>
    told.filter(({ day }) => day >= week.from === isNow).map(({ rate }) => Math.log(Math.max(rate as number, floorRate)))
  const [now, before] = [logs(true), logs(false)]
  if (now.length < need || before.length < need) return { kind: 'too-little-data', have: Math.min(now.length, before.length), need }
  const answer = compareMeans(before, now)
  if (answer.kind === 'too-little-data') return { kind: 'too-little-data', have: answer.have, need: answer.need }
  return {
    kind: 'change',
    ratio: Math.exp(answer.value),
    interval: [Math.exp(answer.interval[0]), Math.exp(answer.interval[1])],
    level: answer.level,
    n: now.length,
    nBefore: before.length,
    posts: told,
  }
}

export interface FollowerWeek {
  total: number
  added: number
  /** What a usual week adds: the range in which four of five weeks like those before would lie; null where too few are known. */
  usual: { low: number; high: number; mean: number; n: number } | null
  weeks: { monday: string; added: number }[]
}

const level = 0.8

/** Pure. `days` are the counts in order of their days. Null when the week or the one before it has no count. Cost: O(days). */
export const measureFollowers = (
  days: readonly { day: string; value: number }[],
  week: { from: string; to: string },
): FollowerWeek | null => {
  const monday = Temporal.PlainDate.from(week.from)
  const lastIn = new Map<number, number>()
  for (const { day, value } of days) {
    const back = Math.floor(monday.until(Temporal.PlainDate.from(day)).days / 7)
    if (back >= -weeksBefore - 1 && back <= 0) lastIn.set(back, value)
  }
  const addedIn = (back: number) => {
    const [end, start] = [lastIn.get(back), lastIn.get(back - 1)]
    return end === undefined || start === undefined ? null : end - start
  }
  const [added, total] = [addedIn(0), lastIn.get(0)]
  if (added === null || total === undefined) return null
  const weeks = Array.from({ length: weeksBefore }, (_, index) => -weeksBefore + index).flatMap((back) => {
    const value = addedIn(back)
    return value === null ? [] : [{ monday: monday.add({ days: 7 * back }).toString(), added: value }]
  })
  const n = weeks.length
  if (n < 3) return { total, added, usual: null, weeks }
  const mean = weeks.reduce((sum, one) => sum + one.added, 0) / n
  const spread = Math.sqrt(weeks.reduce((sum, one) => sum + (one.added - mean) ** 2, 0) / (n - 1))
  // The range of one more week of the same kind: Student's, widened by the error of the mean.
  const reach = studentQuantile((1 + level) / 2, n - 1) * spread * Math.sqrt(1 + 1 / n)
  return { total, added, usual: { low: mean - reach, high: mean + reach, mean, n }, weeks }
}
