/** Turns a brand's posts into estimates of what and when: picks the exposure, leaves out what cannot be compared, and says how many. */
import { Temporal } from 'temporal-polyfill'
import type { Format } from '../../../contract/content.ts'
import type { LearningMetric, LearningUnit } from '../../../contract/learning.ts'
import { estimateWhatAndWhen, fewestPosts, type TooFewPosts, type WhatAndWhen } from '../../../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'

/** One post as learning sees it; null is not known, never zero. */
export interface LearningRow {
  id: string
  accountId: string
  publishedAt: string
  timeKnown: boolean
  format: Format
  paid: boolean | null
  /** How old the post was when its numbers were last read, in hours of its network's own clock; null for files that do not say. */
  ageHours: number | null
  engagements: number | null
  impressions: number | null
  reach: number | null
  views: number | null
  /** Followers of the account when the post came out. */
  followers: number | null
}

/**
 * What a network reports as engagements; where it reports only their parts, the sum of the parts that are known. Null when not even
 * reactions are.
 */
export const engagementsOf = (
  numberOf: (metric: 'engagements' | 'reactions' | 'comments' | 'shares' | 'saves') => number | null,
): number | null => {
  const reactions = numberOf('reactions')
  const parts = (['comments', 'shares', 'saves'] as const).map((metric) => numberOf(metric) ?? 0)
  return numberOf('engagements') ?? (reactions === null ? null : parts.reduce((sum, part) => sum + part, reactions))
}

export const leftOutReasons = ['young', 'no-hour', 'no-outcome', 'no-exposure'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

export interface Measured {
  metric: LearningMetric
  unit: LearningUnit
  timeZone: string
  /** Posts that were used. */
  n: number
  period: { from: string; to: string } | null
  leftOut: { reason: LeftOutReason; n: number }[]
  /** Number of a format in the estimate → its name. */
  formats: Format[]
  accounts: number
  paidUnknown: number
  /** How many of the 168 slots have ever been tried. */
  slotsTried: number
  /** Median number of posts a week over the last eight weeks of the period. */
  perWeek: number
  estimate: WhatAndWhen | TooFewPosts
}

/** Below this age, numbers still grow too much to be compared. */
const matureHours = 24
export const isMature = (row: LearningRow): boolean => row.ageHours === null || row.ageHours >= matureHours
/** An exposure is used when at least this share of the posts with an outcome has it. */
const enoughExposure = 0.7

const exposures: { unit: LearningUnit; of: (row: LearningRow) => number | null }[] = [
  { unit: 'impression', of: (row) => row.impressions },
  { unit: 'reach', of: (row) => row.reach },
  { unit: 'view', of: (row) => row.views },
  { unit: 'follower', of: (row) => row.followers },
]

const outcomeOf = (row: LearningRow, metric: LearningMetric): number | null =>
  metric === 'impressions' ? row.impressions : metric === 'reach' ? row.reach : row.engagements

const positive = (value: number | null): value is number => value !== null && value > 0

/** The best exposure that most posts have; one for all, since rates per impression and per follower cannot be compared. */
export const chooseExposure = (rows: LearningRow[], metric: LearningMetric) => {
  if (metric !== 'engagement-rate') return undefined
  return exposures.find(({ of }) => rows.filter((row) => positive(of(row))).length >= enoughExposure * rows.length)
}

const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs

/** Weekday × 24 + hour of a moment in a zone, weekday 0 = Monday. */
const slotOf = (moment: string, timeZone: string): number => {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone)
  return (local.dayOfWeek - 1) * 24 + local.hour
}

const postsPerWeek = (rows: LearningRow[]): number => {
  const last = Date.parse(rows.at(-1)?.publishedAt ?? '')
  const first = Math.max(last - 8 * weekMs, Date.parse(rows[0]?.publishedAt ?? ''))
  const recent = rows.filter((row) => Date.parse(row.publishedAt) > first).length + 1
  return rows.length === 0 ? 0 : Math.max(1, Math.round(recent / Math.max(1, (last - first) / weekMs)))
}

export interface MeasureOptions {
  metric: LearningMetric
  timeZone: string
}

/**
 * Estimates from a brand's posts (any order). Same rows, same answer: the seed is fixed. Cost: about 1 s at 500 posts; call it in a
 * worker thread.
 */
export const measureLearning = (rows: LearningRow[], options: MeasureOptions): Measured => {
  const { metric, timeZone } = options
  const left = new Map<LeftOutReason, number>()
  const keep = (all: LearningRow[], reason: LeftOutReason, test: (row: LearningRow) => boolean) => {
    const kept = all.filter(test)
    if (kept.length < all.length) left.set(reason, all.length - kept.length)
    return kept
  }
  const mature = keep(rows, 'young', isMature)
  const timed = keep(mature, 'no-hour', (row) => row.timeKnown)
  const counted = keep(timed, 'no-outcome', (row) => outcomeOf(row, metric) !== null)
  const exposure = chooseExposure(counted, metric)
  const used = (exposure === undefined ? counted : keep(counted, 'no-exposure', (row) => positive(exposure.of(row)))).toSorted(
    (a, b) => Date.parse(a.publishedAt) - Date.parse(b.publishedAt) || (a.id < b.id ? -1 : 1),
  )
  const formats = [...new Set(used.map((row) => row.format))].sort()
  const accounts = [...new Set(used.map((row) => row.accountId))].sort()
  const slots = used.map((row) => slotOf(row.publishedAt, timeZone))
  const estimate =
    used.length < fewestPosts
      ? ({ kind: 'too-little-data', have: used.length, need: fewestPosts, unit: 'posts' } as const)
      : estimateWhatAndWhen(
          {
            slots,
            days: used.map((row) => Date.parse(row.publishedAt) / (24 * hourMs)),
            counts: used.map((row) => outcomeOf(row, metric) as number),
            exposures: used.map((row) => (exposure?.of(row) as number | undefined) ?? 1),
            accounts: used.map((row) => accounts.indexOf(row.accountId)),
            formats: used.map((row) => formats.indexOf(row.format)),
            paid: used.map((row) => (row.paid === true ? 1 : 0)),
          },
          createGenerator('learning'),
        )
  const [first, last] = [used[0], used.at(-1)]
  return {
    metric,
    unit: exposure?.unit ?? 'post',
    timeZone,
    n: used.length,
    period: first === undefined || last === undefined ? null : { from: first.publishedAt, to: last.publishedAt },
    leftOut: leftOutReasons.flatMap((reason) => ((left.get(reason) ?? 0) === 0 ? [] : [{ reason, n: left.get(reason) as number }])),
    formats,
    accounts: accounts.length,
    paidUnknown: used.filter((row) => row.paid === null).length,
    slotsTried: new Set(slots).size,
    perWeek: postsPerWeek(used),
    estimate,
  }
}
