/** What the posts of each week brought in all: a series per account or brand that can be forecast and held against a goal. */
import { Temporal } from 'temporal-polyfill'
import type { PostWeekMetric } from '../../../contract/metrics.ts'
import type { PublishedPost } from '../../../contract/results.ts'

export interface WeekTotal {
  /** The Sunday that ends the week, in the brand's zone. */
  day: string
  /** Null where the number of any post of the week is not known: a part is not the whole. */
  value: number | null
  posts: number
}

/** Most of what a post brings comes in its first days; a week is told when its last post is this old. */
const settleDays = 3
const parts = ['reactions', 'comments', 'shares', 'saves', 'clicks'] as const

/** The network's own total, else the sum of the parts that are known; null when nothing was told. */
export const engagementsOf = ({ metrics }: Pick<PublishedPost, 'metrics'>): number | null => {
  if (metrics.engagements !== undefined) return metrics.engagements.value
  const known = parts.flatMap((part) => metrics[part] ?? [])
  return known.length === 0 ? null : known.reduce((sum, metric) => sum + metric.value, 0)
}

const readers: Record<Exclude<PostWeekMetric, 'week-engagement-rate'>, (post: Pick<PublishedPost, 'metrics'>) => number | null> = {
  'week-posts': () => 1,
  'week-engagements': engagementsOf,
  'week-impressions': ({ metrics }) => metrics.impressions?.value ?? metrics.views?.value ?? null,
  'week-reach': ({ metrics }) => metrics.reach?.value ?? null,
  'week-clicks': ({ metrics }) => metrics['link-clicks']?.value ?? metrics.clicks?.value ?? null,
  'week-saves': ({ metrics }) => metrics.saves?.value ?? null,
}

/**
 * Engagements of a week's posts out of their exposures, in per cent: posts of which either is not known are left out of both, and a week without any told post has no rate,
 * which is not zero.
 */
const toWeekRates = (
  posts: readonly Pick<PublishedPost, 'publishedAt' | 'metrics'>[],
  question: { timeZone: string; now: Date },
): WeekTotal[] => {
  const exposureOf = ({ metrics }: Pick<PublishedPost, 'metrics'>) =>
    metrics.impressions?.value ?? metrics.reach?.value ?? metrics.views?.value ?? null
  const told = posts.flatMap(({ publishedAt, metrics }) => {
    const [engagements, exposure] = [engagementsOf({ metrics }), exposureOf({ metrics })]
    const as = (value: number) => ({ publishedAt, metrics: { impressions: { value, observedAt: publishedAt, days: null } } })
    return engagements === null || exposure === null || exposure <= 0 ? [] : [{ above: as(engagements), below: as(exposure) }]
  })
  const weeksOf = (part: 'above' | 'below') =>
    toWeekTotals(
      told.map((one) => one[part]),
      { ...question, metric: 'week-impressions' },
    )
  const below = weeksOf('below')
  return weeksOf('above').map(({ day, value, posts: count }, index) => {
    const exposure = below[index]?.value ?? 0
    return { day, posts: count, value: value === null || exposure === 0 ? null : (100 * value) / exposure }
  })
}

/**
 * Weeks from Monday to Sunday in `timeZone`, from the first post's week to the last that is settled; a week without a post brought 0.
 * Pure. Cost: O(posts + weeks).
 */
export const toWeekTotals = (
  posts: readonly Pick<PublishedPost, 'publishedAt' | 'metrics'>[],
  question: { metric: PostWeekMetric; timeZone: string; now: Date },
): WeekTotal[] => {
  const { metric } = question
  if (metric === 'week-engagement-rate') return toWeekRates(posts, question)
  const sundayOf = (instant: string) => {
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO(question.timeZone).toPlainDate()
    return day.add({ days: 7 - day.dayOfWeek })
  }
  const weeks = new Map<string, WeekTotal>()
  let first: Temporal.PlainDate | null = null
  for (const post of posts) {
    const sunday = sundayOf(post.publishedAt)
    if (first === null || Temporal.PlainDate.compare(sunday, first) < 0) first = sunday
    const day = sunday.toString()
    const week = weeks.get(day) ?? { day, value: 0, posts: 0 }
    const value = readers[metric](post)
    weeks.set(day, { day, value: week.value === null || value === null ? null : week.value + value, posts: week.posts + 1 })
  }
  if (first === null) return []
  const settled = Temporal.Instant.from(question.now.toISOString())
    .toZonedDateTimeISO(question.timeZone)
    .toPlainDate()
    .subtract({ days: settleDays })
  const all: WeekTotal[] = []
  for (let day = first; Temporal.PlainDate.compare(day, settled) < 0; day = day.add({ days: 7 }))
    all.push(weeks.get(day.toString()) ?? { day: day.toString(), value: 0, posts: 0 })
  return all
}
