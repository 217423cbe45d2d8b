/** The SQL that reads posts with their newest numbers, their history, and series of accounts. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Format } from '../../../../contract/content.ts'
import type { AccountMetric, MetricWindow, PostMetric } from '../../../../contract/metrics.ts'
import type { AccountReading, MetricValue, Origin, PublishedPost, postOrders, Reading } from '../../../../contract/results.ts'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>

export interface PostQuery {
  workspaceId: string
  brandId: string
  accountId?: string | undefined
  format?: Format | undefined
  origin?: Origin | undefined
  from?: string | Date | undefined
  to?: string | Date | undefined
  search?: string | undefined
}

interface PostRow {
  id: string
  account_id: string
  network: string
  network_post_id: string
  permalink: string | null
  published_at: Date
  time_known: boolean
  format: string
  text: string
  language: string | null
  publication_id: string | null
  origin: string
  paid: boolean | null
  first_seen_at: Date
  metrics: { metric: PostMetric; value: number; at: string; days: number | null }[] | null
}

const iso = (moment: Date | string) => new Date(moment).toISOString()

const toPost = (row: PostRow): PublishedPost => ({
  id: row.id,
  accountId: row.account_id,
  network: row.network,
  networkPostId: row.network_post_id,
  permalink: row.permalink,
  publishedAt: iso(row.published_at),
  timeKnown: row.time_known,
  format: row.format as Format,
  text: row.text,
  language: row.language,
  publicationId: row.publication_id,
  origin: row.origin as Origin,
  paid: row.paid,
  firstSeenAt: iso(row.first_seen_at),
  metrics: Object.fromEntries(
    (row.metrics ?? []).map(({ metric, value, at, days }): [PostMetric, MetricValue] => [metric, { value, observedAt: iso(at), days }]),
  ),
})

/**
 * The newest value of every metric of a post: the latest observation, not the latest arrival. Where no total is known, the sum of the days
 * that are, with their number.
 */
const newestMetrics = sql`(
  with newest as (
    select distinct on (r.metric, r.metric_window, r.day) r.metric, r.metric_window, r.value, r.last_observed_at
    from metric_reading r
    where r.workspace_id = post.workspace_id and r.published_post_id = post.id
    order by r.metric, r.metric_window, r.day, r.last_observed_at desc, r.observed_at desc, r.recorded_at desc),
  totals as (
    select metric, value, last_observed_at as at, null::int as days from newest where metric_window = 'lifetime'
    union all
    select metric, sum(value), max(last_observed_at), count(*)::int from newest
    where metric_window = 'day' and metric not in (select metric from newest where metric_window = 'lifetime') group by metric)
  select jsonb_agg(jsonb_build_object('metric', metric, 'value', value, 'at', at, 'days', days)) from totals)`

const postColumns = sql`post.id, post.account_id, post.network, post.network_post_id, post.permalink, post.published_at, post.time_known, post.format, post.text,
  post.language, post.publication_id, post.origin, post.paid, post.first_seen_at, ${newestMetrics} as metrics`

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const filterOf = (query: PostQuery) => sql`post.workspace_id = ${query.workspaceId} and post.brand_id = ${query.brandId}::uuid
  ${query.accountId === undefined ? sql`` : sql`and post.account_id = ${query.accountId}::uuid`}
  ${query.format === undefined ? sql`` : sql`and post.format = ${query.format}`}
  ${query.origin === undefined ? sql`` : sql`and post.origin = ${query.origin}`}
  ${query.from === undefined ? sql`` : sql`and post.published_at >= ${query.from}::timestamptz`}
  ${query.to === undefined ? sql`` : sql`and post.published_at < ${query.to}::timestamptz`}
  ${query.search === undefined ? sql`` : sql`and post.text ilike ${`%${escapeLike(query.search)}%`}`}`

/** The newest lifetime value of one metric, for ordering. */
const newestOf = (
  metric: string,
) => sql`(select r.value from metric_reading r where r.workspace_id = post.workspace_id and r.published_post_id = post.id
  and r.metric = ${metric} and r.metric_window = 'lifetime' order by r.last_observed_at desc, r.observed_at desc, r.recorded_at desc limit 1)`

/**
 * A page of posts with their newest numbers; `cursor` is what the page before answered. Posts without the metric that orders them come last.
 * Cost: by time, the page only; by a metric, all posts of the brand.
 */
export const listPosts = async (
  db: Db,
  query: PostQuery & { order?: (typeof postOrders)[number]; cursor?: string | undefined; limit?: number },
): Promise<{ posts: PublishedPost[]; nextCursor: string | null; total: number }> => {
  const { order = 'newest', limit = 50 } = query
  const skip = Math.max(0, Number.parseInt(query.cursor ?? '0', 10) || 0)
  const ordering =
    order === 'newest'
      ? sql`post.published_at desc, post.id desc`
      : order === 'oldest'
        ? sql`post.published_at, post.id`
        : sql`${newestOf(order)} desc nulls last, post.published_at desc, post.id desc`
  const { rows } = await sql<PostRow>`select ${postColumns} from published_post post
    join (select ordered.*, row_number() over () as place from (select post.workspace_id, post.id from published_post post
      where ${filterOf(query)} order by ${ordering} limit ${limit + 1} offset ${skip}) ordered) page
    on page.workspace_id = post.workspace_id and page.id = post.id
    order by page.place`.execute(db)
  const counted = await sql<{ total: number }>`select count(*) as total from published_post post where ${filterOf(query)}`.execute(db)
  return {
    posts: rows.slice(0, limit).map(toPost),
    nextCursor: rows.length > limit ? String(skip + limit) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

/** Every post that fits, in order of publication, a thousand at a time; for measuring and for files. Cost: about 1 s for 20,000 posts. */
export async function* eachPost(db: Db, query: PostQuery): AsyncGenerator<PublishedPost> {
  let after: { at: string; id: string } | null = null
  for (;;) {
    const beyond: ReturnType<typeof sql> =
      after === null ? sql`` : sql`and (post.published_at, post.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    // The exact time as text: a JavaScript date would lose the microseconds and read rows twice.
    const { rows }: { rows: (PostRow & { exact: string })[] } = await sql<PostRow & { exact: string }>`
      select ${postColumns}, post.published_at::text as exact from published_post post
      where ${filterOf(query)} ${beyond} order by post.published_at, post.id limit 1000`.execute(db)
    for (const row of rows) yield toPost(row)
    const last: (PostRow & { exact: string }) | undefined = rows.at(-1)
    if (last === undefined || rows.length < 1000) return
    after = { at: last.exact, id: last.id }
  }
}

/** One post with its newest numbers; null when it is not there. */
export const findPost = async (db: Db, workspaceId: string, brandId: string, postId: string): Promise<PublishedPost | null> => {
  const { rows } = await sql<PostRow>`select ${postColumns} from published_post post
    where post.workspace_id = ${workspaceId} and post.brand_id = ${brandId}::uuid and post.id = ${postId}::uuid`.execute(db)
  return rows[0] === undefined ? null : toPost(rows[0])
}

/** All that was ever read of one post, in the order in which it was observed. */
export const postHistory = async (db: Db, workspaceId: string, postId: string): Promise<Reading[]> => {
  const rows = await db
    .selectFrom('metric_reading')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('published_post_id', '=', postId)
    .orderBy('observed_at')
    .orderBy('recorded_at')
    .execute()
  return rows.map((row) => ({
    metric: row.metric as PostMetric,
    window: row.metric_window as MetricWindow,
    day: row.day === null ? null : String(row.day),
    value: row.value,
    observedAt: iso(row.observed_at as unknown as Date),
    lastObservedAt: iso(row.last_observed_at as unknown as Date),
    origin: row.origin as Origin,
    importId: row.import_id,
  }))
}

/** The series of one number of an account, in order of time. */
export const accountSeries = async (
  db: Db,
  query: {
    workspaceId: string
    accountId: string
    metric: AccountMetric
    from?: string | Date | undefined
    to?: string | Date | undefined
  },
): Promise<AccountReading[]> => {
  let statement = db
    .selectFrom('account_reading')
    .select(['observed_at', 'value', 'origin'])
    .where('workspace_id', '=', query.workspaceId)
    .where('account_id', '=', query.accountId)
    .where('metric', '=', query.metric)
    .orderBy('observed_at')
  if (query.from !== undefined) statement = statement.where('observed_at', '>=', new Date(query.from))
  if (query.to !== undefined) statement = statement.where('observed_at', '<', new Date(query.to))
  return (await statement.execute()).map((row) => ({
    observedAt: iso(row.observed_at as unknown as Date),
    value: row.value,
    origin: row.origin as Origin,
  }))
}
