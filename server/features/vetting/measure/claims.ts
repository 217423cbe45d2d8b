/** What accounts, posts and tables show of a claim: growth, engagement, totals, the share of real followers; each with its interval and n. */
import type { Estimate } from '../../../../contract/metrics.ts'
import { auditAccounts, fewestAccounts } from '../../../../statistics/classify/audit-accounts.ts'
import type { ShareInput } from '../../../../statistics/classify/estimate-share.ts'
import type { ShownAccount } from '../../../../statistics/classify/account-features.ts'
import { findGrowthJumps } from '../../../../statistics/classify/growth-jumps.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { ratioOf } from './ratio.ts'

/** One day of an account; null is not known. */
export interface Day {
  day: string
  followers: number | null
  posts: number | null
  engagements: number | null
}
/** What came in of the posts of one day, as a handed-over table tells it. */
export interface PostRow {
  day: string
  reach: number | null
  sales: number | null
  /** Tables that were handed over before this was read do not have it. */
  engagements?: number | null
}

const dayMs = 86_400_000
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
const level = 0.9
const proofLevel = 0.99
/** How far a reading may lie from the end of a claimed period. */
const reachDays = 7
export const fewestPostDays = 8

export type Growth =
  | { kind: 'growth'; gained: Estimate; change: Estimate | null; unexplained: number; rows: Day[] }
  | { kind: 'no-history' }
  | { kind: 'one-reading' }
  | { kind: 'not-covered' }

/** The readings around one end of the period: as near as there are any, and a day to each side, since nobody says at which hour they counted. */
const around = (known: { at: number; followers: number }[], end: number): number[] | null => {
  const nearest = known.reduce((best, { at }) => Math.min(best, Math.abs(at - end)), Infinity)
  if (nearest > reachDays) return null
  return known.filter(({ at }) => Math.abs(at - end) <= nearest + 1).map(({ followers }) => followers)
}

/** Followers gained from one day to another, and how many of them came in jumps that no post explains. Cost: O(n log n). */
export const measureGrowth = (days: readonly Day[], from: string, to: string): Growth => {
  const known = days
    .flatMap(({ day, followers }) => (followers === null ? [] : [{ at: dayNumber(day), followers }]))
    .toSorted((a, b) => a.at - b.at)
  if (known.length === 0) return { kind: 'no-history' }
  if (known.length === 1) return { kind: 'one-reading' }
  const [start, end] = [around(known, dayNumber(from)), around(known, dayNumber(to))]
  if (start === null || end === null) return { kind: 'not-covered' }
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  const rows = days.filter(({ day }) => dayNumber(day) >= dayNumber(from) - 1 && dayNumber(day) <= dayNumber(to) + 1)
  const n = rows.length
  const gained: Estimate = {
    value: middle(end) - middle(start),
    interval: [Math.min(...end) - Math.max(...start), Math.max(...end) - Math.min(...start)],
    level,
    n,
  }
  const change: Estimate | null =
    Math.min(...start) <= 0
      ? null
      : {
          value: 100 * (middle(end) / middle(start) - 1),
          interval: [100 * (Math.min(...end) / Math.max(...start) - 1), 100 * (Math.max(...end) / Math.min(...start) - 1)],
          level,
          n,
        }
  return { kind: 'growth', gained, change, unexplained: unexplainedIn(days, from, to), rows }
}

const unexplainedIn = (days: readonly Day[], from: string, to: string): number => {
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const answer = findGrowthJumps([
    {
      account: 'candidate',
      days: sorted.map(({ day }) => dayNumber(day)),
      followers: sorted.map(({ followers }) => followers ?? NaN),
      posts: sorted.map(({ posts }) => posts ?? NaN),
      engagements: sorted.map(({ engagements }) => engagements ?? NaN),
    },
  ])
  if (answer.kind !== 'growth') return 0
  return answer.jumps
    .filter(({ kind, probability, fromDay, toDay }) => {
      return kind === 'burst' && probability >= 0.5 && toDay >= dayNumber(from) && fromDay <= dayNumber(to)
    })
    .reduce((sum, { followers }) => sum + Math.max(0, followers), 0)
}

export type Measured =
  | {
      kind: 'measured'
      estimate: Estimate
      /** The interval that a proof must hold against: wider, since whoever is told 'proven' looks no further. */
      proof?: [number, number]
    }
  | { kind: 'too-little-data'; have: number; need: number }
  | { kind: 'no-history' }
  | { kind: 'not-covered' }

/** Followers move slowly: a day without a reading takes the nearest one, at most so far away. */
const borrowDays = 14

/**
 * Engagements a post and follower, in percent: a ratio of sums over the days with posts. Fewer than 8 such days are too few. `borrowed` of the days had no
 * reading of followers of their own. Cost: O(n log n).
 */
export const measureEngagement = (days: readonly Day[], from: string, to: string): Measured & { borrowed?: number } => {
  const readings = days
    .flatMap(({ day, followers }) => (followers !== null && followers > 0 ? [{ at: dayNumber(day), followers }] : []))
    .toSorted((a, b) => a.at - b.at)
  const nearest = (at: number) => {
    const after = readings.findIndex((one) => one.at >= at)
    const around = after === -1 ? [readings.at(-1)] : [readings[after], readings[after - 1]]
    const best = around.flatMap((one) => one ?? []).toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]
    return best !== undefined && Math.abs(best.at - at) <= borrowDays ? best.followers : null
  }
  let borrowed = 0
  const rows = days.flatMap(({ day, followers, posts, engagements }) => {
    if (day < from || day > to || posts === null || engagements === null || posts <= 0) return []
    const known = followers !== null && followers > 0 ? followers : nearest(dayNumber(day))
    if (known === null) return []
    if (followers === null) borrowed += 1
    return [{ y: engagements, x: posts * known }]
  })
  if (rows.length === 0) return { kind: 'no-history' }
  if (rows.length < fewestPostDays) return { kind: 'too-little-data', have: rows.length, need: fewestPostDays }
  return { kind: 'measured', estimate: ratioOf(rows, level), proof: ratioOf(rows, proofLevel).interval, borrowed }
}

/** What a table adds up to; with rows missing only a floor is known, so the interval is open above up to twice the mean for each. */
export const measureTotal = (rows: readonly PostRow[], what: 'reach' | 'sales', from: string, to: string): Measured => {
  const inside = rows.filter(({ day }) => day >= from && day <= to)
  const known = inside.flatMap((row) => row[what] ?? [])
  if (known.length === 0) return { kind: 'no-history' }
  // A table that does not reach over the period leaves the rest unknown: that must not speak against anybody.
  const days = inside.map(({ day }) => dayNumber(day))
  if (Math.min(...days) > dayNumber(from) + reachDays || Math.max(...days) < dayNumber(to) - reachDays) return { kind: 'not-covered' }
  const sum = known.reduce((total, value) => total + value, 0)
  const missing = inside.length - known.length
  const most = sum + (2 * missing * sum) / known.length
  return { kind: 'measured', estimate: { value: sum, interval: [sum, most], level, n: known.length } }
}

/** The days of an account with what a table says of its posts: a day's posts and their engagements; followers stay where they were known. */
export const withPosts = (days: readonly Day[], posts: readonly PostRow[]): Day[] => {
  const joined = new Map(days.map((day) => [day.day, day]))
  const byDay = Map.groupBy(posts, ({ day }) => day)
  for (const [day, rows] of byDay) {
    const before = joined.get(day) ?? { day, followers: null, posts: null, engagements: null }
    if (before.posts !== null && before.engagements !== null) continue
    const known = rows.flatMap(({ engagements }) => engagements ?? [])
    // A post whose number is not known leaves the day's sum unknown.
    const engagements = known.length === rows.length ? known.reduce((sum, value) => sum + value, 0) : null
    joined.set(day, { ...before, posts: rows.length, engagements })
  }
  return [...joined.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

export type DetectorErrors = ShareInput['detector']

/** The share of real followers in percent, with the judge's errors on the list's own network, or wide ones where nobody has tried it there. */
export const measureAudience = (
  followers: readonly ShownAccount[],
  { errors, population }: { errors: DetectorErrors; population: number | null },
): Measured => {
  if (followers.length === 0) return { kind: 'no-history' }
  const judge = (at: number) => auditAccounts(followers, { generator: createGenerator('vetting'), errors, population, level: at })
  const [audit, strict] = [judge(level), judge(proofLevel)]
  if (audit.kind === 'too-little-data') return { kind: 'too-little-data', have: audit.have, need: Math.max(audit.need, fewestAccounts) }
  const real = ([low, high]: [number, number]): [number, number] => [100 * (1 - high), 100 * (1 - low)]
  const { value, interval, n } = audit.share
  return {
    kind: 'measured',
    estimate: { value: 100 * (1 - value), interval: real(interval), level, n },
    ...(strict.kind === 'audit' ? { proof: real(strict.share.interval) } : {}),
  }
}
