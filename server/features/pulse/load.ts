/** Loads every stored series of a brand's accounts, ready to be watched. */
import { Temporal } from 'temporal-polyfill'
import { accountMetrics } from '../../../contract/metrics.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import type { Services } from '../../services.ts'
import { type AccountRow, listAccounts } from '../accounts/index.ts'
import { toHistory } from '../forecast/index.ts'
import { accountSeries, eachPost, toWeekTotals } from '../results/index.ts'
import { type SeriesToWatch, toSeries } from './measure/series.ts'

/** The weeks that its promise about false alarms was measured on; clicks, saves and orders are rarer and would drown in it. */
const watchedWeeks = ['week-engagements', 'week-impressions', 'week-reach', 'week-posts'] as const

/** Two years: what the season needs, and a little more. */
const longestMs = 760 * 86_400_000

type Needs = Pick<Services, 'database' | 'now'>

/** All series of one account that have any value, and the days on which it posted. Cost: seven queries, and its posts in pages. */
export const loadAccount = async (
  services: Needs,
  account: { workspaceId: string; brandId: string; accountId: string; timeZone: string },
): Promise<{ series: SeriesToWatch[]; posted: string[] }> => {
  const { db } = services.database
  const { accountId, timeZone, workspaceId, brandId } = account
  const from = new Date(services.now().getTime() - longestMs)
  const readings = await Promise.all(
    accountMetrics.map(async (metric) => {
      const known = { kind: 'readings' as const, readings: await accountSeries(db, { workspaceId, accountId, metric, from }) }
      const { step, history } = toHistory({ known, timeZone })
      return toSeries({ accountId, metric, step }, history)
    }),
  )
  const posts: Pick<PublishedPost, 'publishedAt' | 'metrics'>[] = []
  for await (const { publishedAt, metrics } of eachPost(db, { workspaceId, brandId, accountId, from })) posts.push({ publishedAt, metrics })
  const weeks = watchedWeeks.map((metric) =>
    toSeries({ accountId, metric, step: 'week' }, toWeekTotals(posts, { metric, timeZone, now: services.now() })),
  )
  const posted = posts.map(({ publishedAt }) => Temporal.Instant.from(publishedAt).toZonedDateTimeISO(timeZone).toPlainDate().toString())
  const perDay = new Map<string, number>()
  for (const day of posted) perDay.set(day, (perDay.get(day) ?? 0) + 1)
  const withPosts = (series: SeriesToWatch): SeriesToWatch =>
    // A number that counts posts is not explained by them.
    series.step === 'week' || series.metric === 'posts' || posted.length === 0
      ? series
      : { ...series, posts: series.points.map(({ day }) => perDay.get(day) ?? 0) }
  return {
    series: [...readings, ...weeks].filter(({ points }) => points.some(({ value }) => value !== null)).map(withPosts),
    posted,
  }
}

export interface LoadedAccount {
  account: AccountRow
  series: SeriesToWatch[]
  posted: string[]
}

export const loadBrand = async (
  services: Needs,
  scope: { workspaceId: string; brandId: string; timeZone: string },
): Promise<LoadedAccount[]> => {
  const loaded: LoadedAccount[] = []
  // One after the other: a brand with many years of posts is not held in memory several times.
  for (const account of await listAccounts(services.database.db, scope))
    loaded.push({ account, ...(await loadAccount(services, { ...scope, accountId: account.id })) })
  return loaded
}
