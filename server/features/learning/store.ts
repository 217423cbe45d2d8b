/** The SQL of learning: the posts with their lifetime numbers, what was learned from them, and which moments are taken. */
import { type Kysely, sql } from 'kysely'
import type { Format } from '../../../contract/content.ts'
import type { LearningMetric } from '../../../contract/learning.ts'
import type { DB } from '../../database/types.ts'
import { engagementsOf, type LearningRow, type Measured } from './measure.ts'

export interface Scope {
  workspaceId: string
  brandId: string
  accountId?: string | undefined
}

const allAccounts = '00000000-0000-0000-0000-000000000000'

export interface PostRow extends LearningRow {
  permalink: string | null
  account: string
}

/**
 * Every post of a brand (or of one account) with the newest lifetime value of each number and the followers its account had then. Ages are
 * in hours of the network's own clock (`pace`). Cost: about 50 ms for 1,000 posts.
 */
export const listRows = async (db: Kysely<DB>, scope: Scope): Promise<PostRow[]> => {
  const { rows } = await sql<{
    id: string
    account_id: string
    account: string
    permalink: string | null
    published_at: Date
    time_known: boolean
    format: string
    paid: boolean | null
    age_hours: number | null
    numbers: Record<string, number> | null
    followers: number | null
  }>`
    select post.id, post.account_id, account.handle as account, post.permalink, post.published_at, post.time_known, post.format, post.paid,
      (select max(extract(epoch from r.last_observed_at - post.published_at)) * account.pace / 3600
        from metric_reading r where r.workspace_id = post.workspace_id and r.published_post_id = post.id and r.origin <> 'import')::float8 as age_hours,
      (select jsonb_object_agg(newest.metric, newest.value) from (
        select distinct on (r.metric) r.metric, r.value from metric_reading r
        where r.workspace_id = post.workspace_id and r.published_post_id = post.id and r.metric_window = 'lifetime'
          and r.metric in ('engagements', 'reactions', 'comments', 'shares', 'saves', 'impressions', 'reach', 'views')
        order by r.metric, r.last_observed_at desc, r.observed_at desc, r.recorded_at desc) newest) as numbers,
      (select r.value from account_reading r
        where r.workspace_id = post.workspace_id and r.account_id = post.account_id and r.metric = 'followers'
        order by r.observed_at <= post.published_at desc, abs(extract(epoch from r.observed_at - post.published_at)) limit 1) as followers
    from published_post post
    join account on account.workspace_id = post.workspace_id and account.id = post.account_id
    where post.workspace_id = ${scope.workspaceId} and post.brand_id = ${scope.brandId}::uuid
      ${scope.accountId === undefined ? sql`` : sql`and post.account_id = ${scope.accountId}::uuid`}
    order by post.published_at, post.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    account: row.account,
    permalink: row.permalink,
    publishedAt: new Date(row.published_at).toISOString(),
    timeKnown: row.time_known,
    format: row.format as Format,
    paid: row.paid,
    ageHours: row.age_hours,
    engagements: engagementsOf((metric) => row.numbers?.[metric] ?? null),
    impressions: row.numbers?.['impressions'] ?? null,
    reach: row.numbers?.['reach'] ?? null,
    views: row.numbers?.['views'] ?? null,
    followers: row.followers,
  }))
}

export interface Run {
  inputHash: string
  measured: Measured
  computedAt: Date
}

export const findRun = async (db: Kysely<DB>, scope: Scope, metric: LearningMetric): Promise<Run | null> => {
  const row = await db
    .selectFrom('learning_run')
    .select(['input_hash', 'result', 'computed_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('account_id', '=', scope.accountId ?? allAccounts)
    .where('metric', '=', metric)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { inputHash: row.input_hash, measured: row.result as unknown as Measured, computedAt: new Date(row.computed_at as unknown as Date) }
}

export const saveRun = async (db: Kysely<DB>, scope: Scope, metric: LearningMetric, run: Run): Promise<void> => {
  const values = { input_hash: run.inputHash, result: JSON.stringify(run.measured), computed_at: run.computedAt }
  await db
    .insertInto('learning_run')
    .values({
      workspace_id: scope.workspaceId,
      brand_id: scope.brandId,
      account_id: scope.accountId ?? allAccounts,
      metric,
      ...values,
    } as never)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'account_id', 'metric']).doUpdateSet(values as never))
    .execute()
}

/** Brands that have any post, for the round that keeps what was learned fresh. */
export const listBrandsWithPosts = async (db: Kysely<DB>): Promise<{ workspaceId: string; brandId: string }[]> => {
  const rows = await db.selectFrom('published_post').select(['workspace_id', 'brand_id']).distinct().execute()
  return rows.map((row) => ({ workspaceId: row.workspace_id, brandId: row.brand_id }))
}

/** Moments from `from` on at which something is already scheduled. */
export const listTaken = async (db: Kysely<DB>, scope: Scope, from: Date): Promise<Date[]> => {
  const { rows } = await sql<{ scheduled_at: Date }>`select scheduled_at from publication
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and scheduled_at >= ${from}
      and state in ('approved', 'scheduled', 'claimed', 'sending', 'unknown')`.execute(db)
  return rows.map((row) => new Date(row.scheduled_at))
}
