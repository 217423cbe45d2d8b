/** The SQL of when accounts and posts are read next, and of how that went. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Watch } from '../../../../contract/results.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>

export interface WatchState {
  backfillCursor: string | null
  backfillDone: boolean
  newestPublishedAt: Date | null
  nextPostsAt: Date
  nextAccountAt: Date
  failures: number
}

const toState = (row: Selectable<DB['account_watch']>): WatchState => ({
  backfillCursor: row.backfill_cursor,
  backfillDone: row.backfill_done_at !== null,
  newestPublishedAt: row.newest_published_at,
  nextPostsAt: row.next_posts_at,
  nextAccountAt: row.next_account_at,
  failures: row.failures,
})

/** The watch of an account, made when it is looked at for the first time. */
export const ensureWatch = async (db: Db, workspaceId: string, accountId: string, now: Date): Promise<WatchState> => {
  await db
    .insertInto('account_watch')
    .values({ workspace_id: workspaceId, account_id: accountId, next_posts_at: now, next_account_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return toState(
    await db
      .selectFrom('account_watch')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow(),
  )
}

/** Notes what a reading found; what is not named stays. */
export const saveWatch = async (
  db: Db,
  workspaceId: string,
  accountId: string,
  change: Partial<WatchState> & { lastReadAt?: Date; problem?: Sentence | null; now: Date },
): Promise<void> => {
  await db
    .updateTable('account_watch')
    .set({
      ...(change.backfillCursor === undefined ? {} : { backfill_cursor: change.backfillCursor }),
      ...(change.backfillDone === true ? { backfill_done_at: change.now } : {}),
      ...(change.newestPublishedAt === undefined
        ? {}
        : { newest_published_at: sql<Date | null>`greatest(newest_published_at, ${change.newestPublishedAt}::timestamptz)` }),
      ...(change.nextPostsAt === undefined ? {} : { next_posts_at: change.nextPostsAt }),
      ...(change.nextAccountAt === undefined ? {} : { next_account_at: change.nextAccountAt }),
      ...(change.lastReadAt === undefined ? {} : { last_read_at: change.lastReadAt }),
      ...(change.failures === undefined ? {} : { failures: change.failures }),
      ...(change.problem === undefined ? {} : { last_problem: change.problem === null ? null : JSON.stringify(change.problem) }),
      // A change of nothing is no statement.
      workspace_id: workspaceId,
    })
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Posts of an account whose numbers are due, the longest waiting first. */
export const listDuePosts = async (db: Db, workspaceId: string, accountId: string, now: Date, limit: number) =>
  (
    await db
      .selectFrom('published_post')
      .select(['id', 'network_post_id', 'published_at'])
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .where('next_reading_at', '<=', now)
      .orderBy('next_reading_at')
      .limit(limit)
      .execute()
  ).map((row) => ({ id: row.id, networkPostId: row.network_post_id, publishedAt: row.published_at as unknown as Date }))

/** Sets when each post is read next; null: never again. */
export const schedulePosts = async (db: Db, workspaceId: string, plan: { id: string; next: Date | null }[]): Promise<void> => {
  if (plan.length === 0) return
  await sql`update published_post set next_reading_at = plan.next
    from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb) as plan (id uuid, next timestamptz)
    where published_post.workspace_id = ${workspaceId} and published_post.id = plan.id`.execute(db)
}

/** The moment of the next due post of an account; null when none waits. */
export const nextDuePost = async (db: Db, workspaceId: string, accountId: string): Promise<Date | null> =>
  ((
    await db
      .selectFrom('published_post')
      .select(({ fn }) => fn.min('next_reading_at').as('next'))
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
  )?.next as unknown as Date | null) ?? null

/** How fresh each account of a brand is. */
export const listWatches = async (db: Db, workspaceId: string, brandId: string): Promise<Watch[]> => {
  const { rows } = await sql<{
    account_id: string
    last_read_at: Date | null
    next_at: Date | null
    posts: number
    done: boolean
    last_problem: Sentence | null
  }>`select account.id as account_id, watch.last_read_at, least(watch.next_posts_at, watch.next_account_at) as next_at,
      (select count(*) from published_post post where post.workspace_id = account.workspace_id and post.account_id = account.id) as posts,
      watch.backfill_done_at is not null as done, watch.last_problem
    from account left join account_watch watch on watch.workspace_id = account.workspace_id and watch.account_id = account.id
    where account.workspace_id = ${workspaceId} and account.brand_id = ${brandId}::uuid and account.state <> 'removed'
    order by account.connected_at`.execute(db)
  return rows.map((row) => ({
    accountId: row.account_id,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    nextReadAt: row.next_at?.toISOString() ?? null,
    postsKnown: row.posts,
    backfillDone: row.done,
    problem: row.last_problem,
  }))
}
