/** What days tell of an account: followers, growth, engagement of a post per follower, posts a week; each on a scale that can be pooled. */
import type { CompetitorDay, Measure } from '../../../../contract/benchmarks.ts'

const dayMs = 86_400_000
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
/** Readings of followers nearer than this are one step: noise of a single day is not growth. */
const stepDays = 6
export const fewestSteps = 4
export const fewestWeeks = 4
/** A count of followers this old still serves as the base of engagement. */
const baseDays = 31

/** `scale`: where the estimate is normal, and how it is carried back. */
export type Raw =
  | { kind: 'raw'; estimate: number; variance: number; n: number }
  | { kind: 'exact'; value: number; day: string }
  | { kind: 'too-little'; have: number; need: number; unit: 'steps' | 'weeks' | 'readings' }

export const toShown: Record<Measure, (value: number) => number> = {
  followers: (value) => value,
  growth: (value) => Math.expm1(value),
  engagement: Math.exp,
  frequency: Math.exp,
}

const newest = (days: readonly CompetitorDay[]): Raw => {
  const last = days.findLast(({ followers }) => followers !== null)
  return last === undefined || last.followers === null
    ? { kind: 'too-little', have: 0, need: 1, unit: 'readings' }
    : { kind: 'exact', value: last.followers, day: last.day }
}

/** Log growth in 30 days, from steps of six days and more; its error from how the steps differ. */
const growth = (days: readonly CompetitorDay[]): Raw => {
  const kept: { at: number; log: number; followers: number }[] = []
  for (const { day, followers } of days) {
    if (followers === null) continue
    const at = dayNumber(day)
    const last = kept.at(-1)
    if (last === undefined || at - last.at >= stepDays) kept.push({ at, log: Math.log(followers + 0.5), followers })
  }
  const n = kept.length - 1
  if (n < fewestSteps) return { kind: 'too-little', have: Math.max(0, n), need: fewestSteps, unit: 'steps' }
  const [first, last] = [kept[0], kept[n]] as [(typeof kept)[number], (typeof kept)[number]]
  const span = last.at - first.at
  const rate = (last.log - first.log) / span
  let squares = 0
  for (let i = 1; i <= n; i++) {
    const [before, after] = [kept[i - 1], kept[i]] as [(typeof kept)[number], (typeof kept)[number]]
    squares += (after.log - before.log - rate * (after.at - before.at)) ** 2 / (after.at - before.at)
  }
  const floor = 1 / (last.followers + 1) ** 2 / span
  return { kind: 'raw', estimate: 30 * rate, variance: 900 * (squares / (n - 1) / span + floor / span), n }
}

interface Week {
  posts: number
  engagements: number
  base: number
}

/** Weeks of seven days that end with `to`; those with fewer than four known days are left out. */
const toWeeks = (days: readonly CompetitorDay[], to: string) => {
  const end = dayNumber(to)
  const weeks = new Map<number, { known: number; posts: number; engaged: Week }>()
  let base: { at: number; followers: number } | null = null
  const first = days.find(({ followers }) => followers !== null)
  const last = days.findLast(({ followers }) => followers !== null)
  for (const { day, followers, posts, engagements } of days) {
    const at = dayNumber(day)
    if (followers !== null) base = { at, followers }
    if (posts === null) continue
    const number = Math.floor((end - at) / 7)
    const week = weeks.get(number) ?? { known: 0, posts: 0, engaged: { posts: 0, engagements: 0, base: 0 } }
    week.known++
    week.posts += posts
    // Before the first reading the first one serves, since a network may tell followers of today only.
    const followed = base !== null && at - base.at <= baseDays ? base.followers : (first?.followers ?? last?.followers ?? null)
    if (engagements !== null && followed !== null && followed > 0 && posts > 0) {
      week.engaged.posts += posts
      week.engaged.engagements += engagements
      week.engaged.base += posts * followed
    }
    weeks.set(number, week)
  }
  return [...weeks.values()].filter(({ known }) => known >= 4)
}

/** Engagements a post and follower, as a logarithm: a ratio of sums over weeks by linearisation (Cochran 1977, chapter 6). */
const engagement = (days: readonly CompetitorDay[], to: string): Raw => {
  const weeks = toWeeks(days, to).flatMap(({ engaged }) => (engaged.base > 0 ? [engaged] : []))
  const n = weeks.length
  const sum = weeks.reduce((total, week) => total + week.engagements, 0)
  if (n < fewestWeeks || sum === 0) return { kind: 'too-little', have: sum === 0 ? 0 : n, need: fewestWeeks, unit: 'weeks' }
  const ratio = sum / weeks.reduce((total, week) => total + week.base, 0)
  const squares = weeks.reduce((total, week) => total + (week.engagements - ratio * week.base) ** 2, 0)
  return { kind: 'raw', estimate: Math.log(ratio), variance: ((n / (n - 1)) * squares) / sum ** 2 + 1 / sum, n }
}

/** Posts a week, as a logarithm; its error from how the weeks differ, and not below what chance does to a count. */
const frequency = (days: readonly CompetitorDay[], to: string): Raw => {
  const weeks = toWeeks(days, to).map(({ posts, known }) => (posts * 7) / known)
  const n = weeks.length
  const sum = weeks.reduce((total, posts) => total + posts, 0)
  if (n < fewestWeeks || sum === 0) return { kind: 'too-little', have: sum === 0 ? 0 : n, need: fewestWeeks, unit: 'weeks' }
  const mean = sum / n
  const spread = weeks.reduce((total, posts) => total + (posts - mean) ** 2, 0) / (n - 1)
  return { kind: 'raw', estimate: Math.log(mean), variance: Math.max(spread / n / mean ** 2, 0.25 / sum), n }
}

/** Pure. Days oldest first. Cost: O(days). */
export const measureAccount = (days: readonly CompetitorDay[], to: string): Record<Measure, Raw> => ({
  followers: newest(days),
  growth: growth(days),
  engagement: engagement(days, to),
  frequency: frequency(days, to),
})
