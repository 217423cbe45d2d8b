/** Did the posts bring the followers? Engagement around a jump against what this account usually gets. */
import { quantileSorted } from '../describe/quantile.ts'
import type { GrowthAccount } from './growth-readings.ts'

export interface EngagementEvidence {
  /** Chance that posts account for the growth; null without engagement around the jump. */
  explained: number | null
  /** Engagements a day in the window against the usual, and in deviations of the log. */
  ratio: number
  score: number
  /** Engagements beyond the usual for each follower beyond the usual. */
  perFollower: number
  /** Posts of the window, where known. */
  posts: number | null
}

const leadDays = 2
const fewestDays = 10
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Mean engagement of the rows after `from` and up to `to` against windows of as many rows that share none with it. */
const compare = (engagements: ArrayLike<number>, days: ArrayLike<number>, order: number[], from: number, to: number) => {
  const inside = order.filter((i) => (days[i] as number) > from && (days[i] as number) <= to)
  const count = Math.min(inside.length, Math.floor((order.length - inside.length) / 2))
  if (inside.length === 0 || order.length - inside.length < fewestDays) return null
  const values = order.map((i) => engagements[i] as number)
  const at = order.indexOf(inside[0] as number)
  const means: number[] = []
  let sum = 0
  values.forEach((value, i) => {
    sum += value - (i >= count ? (values[i - count] as number) : 0)
    const touches = i >= at && i - count + 1 <= at + inside.length - 1
    if (i >= count - 1 && !touches) means.push(sum / count)
  })
  if (means.length < 5) return null
  const sorted = Float64Array.from(means).sort()
  const usual = quantileSorted(sorted, 0.5)
  const logs = sorted.map((value) => Math.log((value + 1) / (usual + 1)))
  const deviation = Math.max(0.1, (quantileSorted(logs, 0.95) - quantileSorted(logs, 0.05)) / 3.29)
  const mean = inside.reduce((total, i) => total + (engagements[i] as number), 0) / inside.length
  const log = Math.log((mean + 1) / (usual + 1))
  return { inside, log, score: log / deviation, extra: Math.max(0, mean - usual) * inside.length }
}

/**
 * A jump is explained when engagement rose clearly (over its usual swings in windows as long) and enough for so many followers: by
 * multiples, or about one engagement in three followers, or the account's own ratio. Rows up to two days before the jump count, since
 * people follow after they have seen. Thresholds are judgement, not fitted. Cost: O(n log n).
 */
export const weighEngagement = (account: GrowthAccount, fromDay: number, toDay: number, gained: number): EngagementEvidence => {
  const none: EngagementEvidence = { explained: null, ratio: Number.NaN, score: Number.NaN, perFollower: Number.NaN, posts: null }
  const { engagements, days } = account
  if (!engagements) return none
  const order = Array.from(days, (_, i) => i)
    .filter((i) => !Number.isNaN(engagements[i] as number))
    .sort((a, b) => (days[a] as number) - (days[b] as number))
  const [soon, early] = [0, leadDays].map((lead) => compare(engagements, days, order, fromDay - lead, toDay))
  const best = early && (!soon || early.score > soon.score) ? early : soon
  if (!best) return none
  const perFollower = gained > 0 ? best.extra / gained : Number.NaN
  const enough = 1.2 * Math.log(Math.max(perFollower, 1e-6) / 0.3) + 2.5 * (best.log - Math.log(1.6))
  const known = best.inside.filter((i) => account.posts && !Number.isNaN(account.posts[i] as number))
  return {
    explained: logistic(3 * (best.score - 1.5)) * logistic(enough),
    ratio: Math.exp(best.log),
    score: best.score,
    perFollower,
    posts: known.length > 0 ? known.reduce((total, i) => total + (account.posts?.[i] as number), 0) : null,
  }
}
