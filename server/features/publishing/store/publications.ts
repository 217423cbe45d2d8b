/** The SQL of publications: every change of state is one conditional update with its event, or nothing. */
import { type Kysely, type Selectable, sql, type Transaction, type Updateable } from 'kysely'
import { PostContent } from '../../../../contract/content.ts'
import type { PublicationState } from '../../../../contract/publishing.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { hashOf } from '../content-hash.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface PublicationRow extends Omit<Selectable<DB['publication']>, 'state' | 'reason'> {
  state: PublicationState
  reason: Sentence | null
}
export interface PublicationReference {
  workspaceId: string
  publicationId: string
}

/** Runs `work` in the transaction it is given, or in one of its own. */
export const together = <Result>(db: Db, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.isTransaction ? work(db as Transaction<DB>) : (db as Kysely<DB>).transaction().execute(work)

export const referenceOf = (row: PublicationRow): PublicationReference => ({ workspaceId: row.workspace_id, publicationId: row.id })

export const toRow = (row: Selectable<DB['publication']>): PublicationRow => ({
  ...row,
  state: row.state as PublicationState,
  reason: row.reason as unknown as Sentence | null,
})

export const jsonOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

export interface Move {
  from: readonly PublicationState[]
  to: PublicationState
  /** A person's name, or the worker. */
  by: string
  at: Date
  reason?: Sentence | null
  set?: Updateable<DB['publication']>
  /** Only while this worker holds it. */
  heldBy?: string
}

/**
 * Moves a publication from one of the given states to another and writes the event, in one transaction; null when it stood elsewhere, and then nothing
 * changed. Whoever leaves 'claimed' or 'sending' lets go of it.
 */
export const move = (db: Db, reference: PublicationReference, change: Move): Promise<PublicationRow | null> =>
  together(db, (trx) => moveWithin(trx, reference, change))

const moveWithin = async (
  trx: Transaction<DB>,
  { workspaceId, publicationId }: PublicationReference,
  change: Move,
): Promise<PublicationRow | null> => {
  const known = await trx
    .selectFrom('publication')
    .select(['state', 'worker'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', publicationId)
    .forUpdate()
    .executeTakeFirst()
  if (known === undefined || !change.from.includes(known.state as PublicationState)) return null
  if (change.heldBy !== undefined && known.worker !== change.heldBy) return null
  const held = change.to === 'claimed' || change.to === 'sending'
  const row = await trx
    .updateTable('publication')
    .set({
      state: change.to,
      reason: jsonOrNull(change.reason),
      updated_at: change.at,
      ...(held ? {} : { worker: null, lease_until: null }),
      ...change.set,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', publicationId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertEvent(
    trx,
    { workspaceId, publicationId },
    { from: known.state as PublicationState, to: change.to, by: change.by, at: change.at, reason: change.reason ?? null },
  )
  return toRow(row)
}

export const insertEvent = async (
  db: Db,
  { workspaceId, publicationId }: PublicationReference,
  event: { from: PublicationState | null; to: PublicationState; by: string; at: Date; reason: Sentence | null },
): Promise<void> => {
  await db
    .insertInto('publication_event')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      publication_id: publicationId,
      at: event.at,
      from_state: event.from,
      to_state: event.to,
      by: event.by,
      reason: jsonOrNull(event.reason),
    })
    .execute()
}

/** Makes the publications of a post for the given accounts that are not there yet, as drafts. */
export const ensurePublications = async (
  db: Db,
  post: { workspaceId: string; brandId: string; postId: string },
  accountIds: string[],
  by: string,
  now: Date,
): Promise<void> => {
  for (const accountId of accountIds) {
    const row = await db
      .insertInto('publication')
      .values({
        workspace_id: post.workspaceId,
        id: newId(),
        brand_id: post.brandId,
        post_id: post.postId,
        account_id: accountId,
        state: 'draft',
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'post_id', 'account_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row !== undefined)
      await insertEvent(
        db,
        { workspaceId: post.workspaceId, publicationId: row.id },
        { from: null, to: 'draft', by, at: now, reason: null },
      )
  }
}

/** Drops the drafts of accounts that a post is no longer meant for; what has been approved, sent or tried stays. */
export const dropDrafts = async (db: Db, post: { workspaceId: string; postId: string }, keepAccountIds: string[]): Promise<void> => {
  let query = db
    .deleteFrom('publication')
    .where('workspace_id', '=', post.workspaceId)
    .where('post_id', '=', post.postId)
    .where('state', '=', 'draft')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('attempt')
            .select('attempt.id')
            .whereRef('attempt.workspace_id', '=', 'publication.workspace_id')
            .whereRef('attempt.publication_id', '=', 'publication.id'),
        ),
      ),
    )
  if (keepAccountIds.length > 0) query = query.where('account_id', 'not in', keepAccountIds)
  await query.execute()
}

export const findPublication = async (db: Db, { workspaceId, publicationId }: PublicationReference): Promise<PublicationRow | null> => {
  const row = await db
    .selectFrom('publication')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', publicationId)
    .executeTakeFirst()
  return row === undefined ? null : toRow(row)
}

/** The version of a post as it would go to an account now: its own, else the base; null when there is none. */
export const findContent = async (
  db: Db,
  { workspaceId, postId, accountId }: { workspaceId: string; postId: string; accountId: string },
): Promise<{ content: PostContent; hash: string } | null> => {
  const row = await db
    .selectFrom('post_version')
    .select('content')
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .where((where) => where.or([where('account_id', '=', accountId), where('account_id', 'is', null)]))
    .orderBy(sql`account_id nulls last`)
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const content = PostContent.parse(row.content)
  return { content, hash: hashOf(content) }
}
