/** The SQL of published posts and of the history of their numbers. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Format } from '../../../../contract/content.ts'
import type { AccountMetric, MetricWindow, PostMetric } from '../../../../contract/metrics.ts'
import type { Origin } from '../../../../contract/results.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

export type Db = Kysely<DB> | Transaction<DB>

/** Where posts and readings come from: which account, and by which way. */
export interface Provenance {
  workspaceId: string
  origin: Origin
  importId?: string | null
}

export interface NewPost {
  networkPostId: string
  permalink: string | null
  publishedAt: Date
  timeKnown?: boolean
  format: Format
  text: string
  language: string | null
  paid?: boolean | null
  publicationId?: string | null
}

export interface NewReading {
  postId: string
  metric: PostMetric
  window: MetricWindow
  /** The day (YYYY-MM-DD) of a day's window, else null. */
  day: string | null
  value: number
  observedAt: Date
}

export interface NewAccountReading {
  accountId: string
  metric: AccountMetric
  value: number
  observedAt: Date
}

const lastOf = <Item>(items: Item[], keyOf: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
]

/**
 * Stores posts of one account; known ones are only completed (a link, a text, whether paid), never emptied. What the network itself says
 * (`api`) replaces text and time. Answers id and whether it is new, by network post id. Cost: two statements, any number of posts up to
 * about 2,000.
 */
export const recordPosts = async (
  db: Db,
  from: Provenance & { brandId: string; accountId: string; network: string },
  posts: NewPost[],
  now: Date,
): Promise<Map<string, { id: string; isNew: boolean }>> => {
  const distinct = lastOf(posts, (post) => post.networkPostId)
  if (distinct.length === 0) return new Map()
  const inserted = await sql<{ id: string; network_post_id: string; is_new: boolean }>`
    insert into published_post as known (workspace_id, id, brand_id, account_id, network, network_post_id, permalink, published_at, time_known,
      format, text, language, publication_id, origin, import_id, paid, first_seen_at, next_reading_at)
    select ${from.workspaceId}, post.id, ${from.brandId}::uuid, ${from.accountId}::uuid, ${from.network}, post.network_post_id, post.permalink,
      post.published_at, post.time_known, post.format, post.text, post.language, post.publication_id, ${from.origin},
      ${from.importId ?? null}::uuid, post.paid, ${now}::timestamptz, case when ${from.origin} = 'import' then null else ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(
      distinct.map((post) => ({
        id: newId(),
        network_post_id: post.networkPostId,
        permalink: post.permalink,
        published_at: post.publishedAt,
        time_known: post.timeKnown ?? true,
        format: post.format,
        text: post.text,
        language: post.language,
        publication_id: post.publicationId ?? null,
        paid: post.paid ?? null,
      })),
    )}::jsonb) as post (id uuid, network_post_id text, permalink text, published_at timestamptz, time_known boolean, format text, text text,
      language text, publication_id uuid, paid boolean)
    on conflict (workspace_id, account_id, network_post_id) do update set
      permalink = coalesce(known.permalink, excluded.permalink),
      text = case when excluded.origin = 'api' or known.text = '' then excluded.text else known.text end,
      published_at = case when excluded.origin = 'api' or (excluded.time_known and not known.time_known) then excluded.published_at else known.published_at end,
      time_known = known.time_known or excluded.time_known,
      format = case when known.format = 'other' then excluded.format else known.format end,
      language = coalesce(known.language, excluded.language),
      publication_id = coalesce(known.publication_id, excluded.publication_id),
      paid = coalesce(excluded.paid, known.paid),
      next_reading_at = case when excluded.origin = 'import' then known.next_reading_at else coalesce(known.next_reading_at, excluded.next_reading_at) end
    where (known.permalink is null and excluded.permalink is not null)
      or (excluded.origin = 'api' and (known.text <> excluded.text or known.published_at <> excluded.published_at))
      or (known.text = '' and excluded.text <> '')
      or (excluded.time_known and not known.time_known)
      or (known.format = 'other' and excluded.format <> 'other')
      or (known.language is null and excluded.language is not null)
      or (known.publication_id is null and excluded.publication_id is not null)
      or (excluded.paid is not null and known.paid is distinct from excluded.paid)
    returning known.id, known.network_post_id, (xmax = 0) as is_new`.execute(db)
  const found = await db
    .selectFrom('published_post')
    .select(['id', 'network_post_id'])
    .where('workspace_id', '=', from.workspaceId)
    .where('account_id', '=', from.accountId)
    .where(sql<boolean>`network_post_id = any(${distinct.map((post) => post.networkPostId)}::text[])`)
    .execute()
  const fresh = new Set(inserted.rows.filter((row) => row.is_new).map((row) => row.id))
  return new Map(found.map((row) => [row.network_post_id, { id: row.id, isNew: fresh.has(row.id) }]))
}

/** Ids of an account's posts by their permalinks; for rows whose own id is destroyed. */
export const findByPermalinks = async (
  db: Db,
  workspaceId: string,
  accountId: string,
  permalinks: string[],
): Promise<Map<string, string>> => {
  if (permalinks.length === 0) return new Map()
  const rows = await db
    .selectFrom('published_post')
    .select(['id', 'permalink'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where(sql<boolean>`permalink = any(${permalinks}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.permalink as string, row.id]))
}

/**
 * Stores readings. Equal readings in a row stay one row whose `last_observed_at` moves on; a reading seen before changes nothing; another
 * value becomes a row of its own, and both are kept. What counts is when a value was observed, not when it arrived: an older export that
 * comes later never hides a newer value. Cost: two statements for up to about 10,000 readings.
 */
export const recordReadings = async (db: Db, from: Provenance, readings: NewReading[]): Promise<{ added: number; confirmed: number }> => {
  const distinct = lastOf(readings, (reading) => `${reading.postId} ${reading.metric} ${reading.day ?? ''} ${reading.observedAt.getTime()}`)
  if (distinct.length === 0) return { added: 0, confirmed: 0 }
  const incoming = sql`jsonb_to_recordset(${JSON.stringify(
    distinct.map((reading) => ({
      post: reading.postId,
      metric: reading.metric,
      metric_window: reading.window,
      day: reading.day,
      value: reading.value,
      at: reading.observedAt,
    })),
  )}::jsonb) as new (post uuid, metric text, metric_window text, day date, value double precision, at timestamptz)`
  // The run that a reading falls into or follows: the one that began last before it.
  const { rows } = await sql<{ added: number; confirmed: number }>`
    with new as materialized (
      select new.*, run.value as run_value, run.observed_at as run_from, run.last_observed_at as run_to
      from ${incoming}
      left join lateral (
        select value, observed_at, last_observed_at from metric_reading old
        where old.workspace_id = ${from.workspaceId} and old.published_post_id = new.post and old.metric = new.metric
          and old.metric_window = new.metric_window and old.day is not distinct from new.day and old.observed_at <= new.at
        order by old.observed_at desc, old.recorded_at desc limit 1) run on true),
    confirmed as (
      update metric_reading old set last_observed_at = new.at from new
      where old.workspace_id = ${from.workspaceId} and old.published_post_id = new.post and old.metric = new.metric
        and old.metric_window = new.metric_window and old.day is not distinct from new.day
        and old.observed_at = new.run_from and old.value = new.value and new.run_value = new.value and new.at > new.run_to
      returning 1),
    added as (
      insert into metric_reading (workspace_id, published_post_id, metric, metric_window, day, value, observed_at, last_observed_at, origin, import_id)
      select ${from.workspaceId}, post, metric, metric_window, day, value, at, at, ${from.origin}, ${from.importId ?? null}::uuid
      from new where run_value is distinct from value
      on conflict do nothing
      returning 1)
    select (select count(*) from added) as added, (select count(*) from confirmed) as confirmed`.execute(db)
  return rows[0] ?? { added: 0, confirmed: 0 }
}

/** Stores numbers of whole accounts; one already known for that moment stays. */
export const recordAccountReadings = async (db: Db, from: Provenance, readings: NewAccountReading[]): Promise<{ added: number }> => {
  const distinct = lastOf(readings, (reading) => `${reading.accountId} ${reading.metric} ${reading.observedAt.getTime()}`)
  if (distinct.length === 0) return { added: 0 }
  const result = await db
    .insertInto('account_reading')
    .values(
      distinct.map((reading) => ({
        workspace_id: from.workspaceId,
        account_id: reading.accountId,
        metric: reading.metric,
        value: reading.value,
        observed_at: reading.observedAt,
        origin: from.origin,
        import_id: from.importId ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return { added: Number(result.numInsertedOrUpdatedRows ?? 0n) }
}

/**
 * Takes back what one import brought: its readings, and posts that nothing else speaks of. What it only confirmed stays.
 * Cost: proportional to what it brought.
 */
export const forgetImport = async (db: Db, workspaceId: string, importId: string): Promise<{ posts: number; readings: number }> => {
  const readings = await db
    .deleteFrom('metric_reading')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .executeTakeFirst()
  await db.deleteFrom('account_reading').where('workspace_id', '=', workspaceId).where('import_id', '=', importId).execute()
  const posts = await db
    .deleteFrom('published_post')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('publication_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('metric_reading')
            .select('metric_reading.metric')
            .whereRef('metric_reading.workspace_id', '=', 'published_post.workspace_id')
            .whereRef('metric_reading.published_post_id', '=', 'published_post.id'),
        ),
      ),
    )
    .executeTakeFirst()
  return { posts: Number(posts.numDeletedRows), readings: Number(readings.numDeletedRows) }
}
