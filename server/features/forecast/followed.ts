/** Loads the series of any followed metric: readings of an account, or weeks of its posts (of the whole brand, without an account). */
import { type FollowedMetric, WeeklyMetric } from '../../../contract/metrics.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import type { Services } from '../../services.ts'
import { accountSeries, eachPost, toWeekTotals } from '../results/index.ts'
import type { MeasureInput } from './measure.ts'

const longestMs = 5 * 365 * 86_400_000

/** An account metric needs an account. Cost: one query for readings; for weeks, all posts of five years in pages of a thousand. */
export const readFollowed = async (
  services: Pick<Services, 'database' | 'now'>,
  question: { workspaceId: string; brandId: string; accountId?: string; metric: FollowedMetric; timeZone: string },
): Promise<MeasureInput['known']> => {
  const { db } = services.database
  const { metric, accountId, timeZone, ...scope } = question
  const weekly = WeeklyMetric.safeParse(metric)
  if (weekly.success) {
    const posts: Pick<PublishedPost, 'publishedAt' | 'metrics'>[] = []
    const now = services.now()
    const from = new Date(now.getTime() - longestMs)
    for await (const { publishedAt, metrics } of eachPost(db, { ...scope, accountId, from })) posts.push({ publishedAt, metrics })
    return { kind: 'weeks', weeks: toWeekTotals(posts, { metric: weekly.data, timeZone, now }) }
  }
  if (accountId === undefined) throw new TypeError(`${metric} is read of one account`)
  return {
    kind: 'readings',
    readings: await accountSeries(db, { ...scope, accountId, metric: metric as Exclude<typeof metric, WeeklyMetric> }),
  }
}
