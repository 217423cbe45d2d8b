/** Loads the series of any followed metric: readings of an account, or weeks of its posts (of the whole brand, without an account). */
import { Temporal } from 'temporal-polyfill'
import {
  type ConversionMetric,
  conversionMetrics,
  type FollowedMetric,
  type PostWeekMetric,
  WeeklyMetric,
} from '../../../contract/metrics.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import type { Services } from '../../services.ts'
import { conversionWeeks } from '../events/index.ts'
import { accountSeries, eachPost, toWeekTotals } from '../results/index.ts'
import type { MeasureInput } from './measure.ts'

const longestMs = 5 * 365 * 86_400_000

const isConversion = (metric: WeeklyMetric): metric is ConversionMetric => (conversionMetrics as readonly string[]).includes(metric)

/**
 * Whole weeks from the first with a conversion to the last that is over; a week without one brought 0. Revenue is that of the currency in which most came in; others are left out
 * rather than converted.
 */
const readConversionWeeks = async (
  services: Pick<Services, 'database' | 'now'>,
  question: { workspaceId: string; brandId: string; accountId?: string; metric: ConversionMetric; timeZone: string },
): Promise<{ day: string; value: number }[]> => {
  const { metric, timeZone, accountId, ...scope } = question
  const now = services.now()
  const rows = await conversionWeeks(services.database.db, scope, {
    since: new Date(now.getTime() - longestMs),
    timeZone,
    ...(accountId === undefined ? {} : { accountId }),
  })
  const sums = new Map<string, number>()
  for (const { currency, value } of rows) if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + (value ?? 0))
  const main = [...sums].toSorted(([, a], [, b]) => b - a)[0]?.[0]
  const weeks = new Map<string, number>()
  for (const { day, conversions, currency, value } of rows) {
    const more = metric === 'week-conversions' ? conversions : currency !== null && currency === main ? (value ?? 0) : 0
    weeks.set(day, (weeks.get(day) ?? 0) + more)
  }
  const first = rows[0]?.day
  if (first === undefined) return []
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  const all: { day: string; value: number }[] = []
  for (let day = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(day, today) < 0; day = day.add({ days: 7 }))
    all.push({ day: day.toString(), value: weeks.get(day.toString()) ?? 0 })
  return all
}

/** An account metric needs an account. Cost: one query for readings; for weeks, all posts of five years in pages of a thousand. */
export const readFollowed = async (
  services: Pick<Services, 'database' | 'now'>,
  question: { workspaceId: string; brandId: string; accountId?: string; metric: FollowedMetric; timeZone: string },
): Promise<MeasureInput['known']> => {
  const { db } = services.database
  const { metric, accountId, timeZone, ...scope } = question
  const weekly = WeeklyMetric.safeParse(metric)
  if (weekly.success && isConversion(weekly.data))
    return { kind: 'weeks', weeks: await readConversionWeeks(services, { ...question, metric: weekly.data }) }
  if (weekly.success) {
    const posts: Pick<PublishedPost, 'publishedAt' | 'metrics'>[] = []
    const now = services.now()
    const from = new Date(now.getTime() - longestMs)
    for await (const { publishedAt, metrics } of eachPost(db, { ...scope, accountId, from })) posts.push({ publishedAt, metrics })
    return { kind: 'weeks', weeks: toWeekTotals(posts, { metric: weekly.data as PostWeekMetric, timeZone, now }) }
  }
  if (accountId === undefined) throw new TypeError(`${metric} is read of one account`)
  return {
    kind: 'readings',
    readings: await accountSeries(db, { ...scope, accountId, metric: metric as Exclude<typeof metric, WeeklyMetric> }),
  }
}
