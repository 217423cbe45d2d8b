/** The SQL of posts and their versions. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Version } from '../../../contract/calendar.ts'
import { PostContent } from '../../../contract/content.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

export interface PostRow {
  id: string
  title: string
  createdBy: string
  createdAt: Date
  updatedAt: Date
  removedAt: Date | null
}

/** Runs `work` in one transaction. */
export const together = <Result>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(work)

export const findPost = async (db: Db, scope: Scope, postId: string): Promise<PostRow | null> => {
  const row = await db
    .selectFrom('post')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', postId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        id: row.id,
        title: row.title,
        createdBy: row.created_by,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        removedAt: row.removed_at,
      }
}

export const insertPost = async (db: Db, scope: Scope, title: string, by: string, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('post')
    .values({ workspace_id: scope.workspaceId, id, brand_id: scope.brandId, title, created_by: by, created_at: now, updated_at: now })
    .execute()
  return id
}

export const touchPost = async (
  db: Db,
  scope: Scope,
  postId: string,
  change: { title?: string; removedAt?: Date | null },
  now: Date,
): Promise<void> => {
  await db
    .updateTable('post')
    .set({
      updated_at: now,
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.removedAt === undefined ? {} : { removed_at: change.removedAt }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', postId)
    .execute()
}

export const listVersions = async (db: Db, workspaceId: string, postId: string): Promise<Version[]> =>
  (
    await db
      .selectFrom('post_version')
      .select(['account_id', 'content'])
      .where('workspace_id', '=', workspaceId)
      .where('post_id', '=', postId)
      .orderBy('account_id')
      .execute()
  ).map((row) => ({ accountId: row.account_id, content: PostContent.parse(row.content) }))

/** Replaces all versions of a post. `hashOf` is the publishing room's fingerprint, so that duplicates can be found. */
export const replaceVersions = async (
  db: Db,
  workspaceId: string,
  postId: string,
  versions: Version[],
  hashOf: (content: PostContent) => string,
  by: string,
  now: Date,
): Promise<void> => {
  await db.deleteFrom('post_version').where('workspace_id', '=', workspaceId).where('post_id', '=', postId).execute()
  await db
    .insertInto('post_version')
    .values(
      versions.map(({ accountId, content }) => ({
        workspace_id: workspaceId,
        id: newId(),
        post_id: postId,
        account_id: accountId,
        content: JSON.stringify(content),
        content_hash: hashOf(content),
        updated_by: by,
        updated_at: now,
      })),
    )
    .execute()
}

/** Posts that nobody has planned yet: none of their publications has a time. */
export const listDrafts = async (db: Db, scope: Scope): Promise<{ postId: string; title: string; excerpt: string; updatedAt: Date }[]> => {
  const rows = await db
    .selectFrom('post')
    .innerJoin('post_version', (join) =>
      join.onRef('post_version.workspace_id', '=', 'post.workspace_id').onRef('post_version.post_id', '=', 'post.id'),
    )
    .distinctOn('post.id')
    .select(['post.id', 'post.title', 'post.updated_at', 'post_version.content'])
    .where('post.workspace_id', '=', scope.workspaceId)
    .where('post.brand_id', '=', scope.brandId)
    .where('post.removed_at', 'is', null)
    // Answers that wait for approval stand in the inbox and in the list of approvals.
    .where(sql<boolean>`post_version.content ->> 'replyTo' is null`)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('publication')
            .select('publication.id')
            .whereRef('publication.workspace_id', '=', 'post.workspace_id')
            .whereRef('publication.post_id', '=', 'post.id')
            .where('publication.state', 'not in', ['draft', 'approved', 'canceled']),
        ),
      ),
    )
    .orderBy('post.id', 'desc')
    .orderBy('post_version.account_id', (order) => order.asc().nullsFirst())
    .limit(100)
    .execute()
  return rows.map((row) => ({
    postId: row.id,
    title: row.title,
    excerpt: PostContent.parse(row.content).text.slice(0, 140),
    updatedAt: row.updated_at,
  }))
}

/** Whether another post of the brand says exactly the same to the same account and has gone out or will, since the given moment. */
export const hasTwin = async (
  db: Db,
  scope: Scope,
  twin: { accountId: string; hash: string; postId?: string; since: Date },
): Promise<boolean> => {
  let query = db
    .selectFrom('publication')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('account_id', '=', twin.accountId)
    .where('approved_hash', '=', twin.hash)
    .where('state', 'in', ['approved', 'scheduled', 'claimed', 'sending', 'published', 'unknown'])
    .where('updated_at', '>=', twin.since)
  if (twin.postId !== undefined) query = query.where('post_id', '!=', twin.postId)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** How many publications of an account stand within the span. */
export const countAround = async (
  db: Db,
  scope: Scope,
  around: { accountId: string; from: Date; to: Date; postId?: string },
): Promise<number> => {
  let query = db
    .selectFrom('publication')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('account_id', '=', around.accountId)
    .where('state', 'in', ['scheduled', 'claimed', 'sending', 'published', 'unknown'])
    .where('scheduled_at', '>=', around.from)
    .where('scheduled_at', '<', around.to)
  if (around.postId !== undefined) query = query.where('post_id', '!=', around.postId)
  return Number((await query.executeTakeFirstOrThrow()).n)
}
