/** The SQL of messages and of how far they have been read. */
import type { Kysely } from 'kysely'
import type { ObservedMessage } from '../../../channels/port.ts'
import type { Message } from '../../../contract/inbox.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}

/** Keeps messages; one that is there already changes nothing. Those sent before `seenBefore` count as seen. Answers how many were new. */
export const insertMessages = async (
  db: Kysely<DB>,
  account: Scope & { accountId: string },
  messages: ObservedMessage[],
  now: Date,
  seenBefore: Date | null = null,
): Promise<number> => {
  if (messages.length === 0) return 0
  const result = await db
    .insertInto('message')
    .values(
      messages.map((message) => ({
        workspace_id: account.workspaceId,
        id: newId(),
        brand_id: account.brandId,
        account_id: account.accountId,
        network_message_id: message.networkMessageId,
        kind: message.kind,
        network_post_id: message.networkPostId,
        author: JSON.stringify(message.author),
        text: message.text,
        sent_at: message.sentAt,
        permalink: message.permalink,
        first_seen_at: now,
        seen_at: seenBefore !== null && message.sentAt < seenBefore ? now : null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id', 'network_message_id']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0n)
}

export interface Reading {
  lastReadAt: Date | null
  newestSentAt: Date | null
  lastProblem: string | null
}

export const findReading = async (db: Kysely<DB>, workspaceId: string, accountId: string): Promise<Reading> => {
  const row = await db
    .selectFrom('message_reading')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return { lastReadAt: row?.last_read_at ?? null, newestSentAt: row?.newest_sent_at ?? null, lastProblem: row?.last_problem ?? null }
}

/** Notes how a reading went; a problem leaves the time of the last good one as it was. */
export const saveReading = async (db: Kysely<DB>, workspaceId: string, accountId: string, reading: Partial<Reading>): Promise<void> => {
  const set = {
    ...(reading.lastReadAt === undefined ? {} : { last_read_at: reading.lastReadAt }),
    ...(reading.newestSentAt === undefined ? {} : { newest_sent_at: reading.newestSentAt }),
    last_problem: reading.lastProblem ?? null,
  }
  await db
    .insertInto('message_reading')
    .values({ workspace_id: workspaceId, account_id: accountId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(set))
    .execute()
}

export interface ListOptions {
  accountId?: string
  publishedPostId?: string
  unseen?: boolean
  before?: { sentAt: Date; id: string }
  limit: number
}

/** Messages newest first, each with the post it belongs to when that is known. */
export const listMessages = async (db: Kysely<DB>, scope: Scope, options: ListOptions): Promise<Message[]> => {
  const { accountId, publishedPostId, unseen, before } = options
  let query = db
    .selectFrom('message')
    .leftJoin('account', (join) =>
      join.onRef('account.workspace_id', '=', 'message.workspace_id').onRef('account.id', '=', 'message.account_id'),
    )
    .leftJoin('published_post', (join) =>
      join
        .onRef('published_post.workspace_id', '=', 'message.workspace_id')
        .onRef('published_post.account_id', '=', 'message.account_id')
        .onRef('published_post.network_post_id', '=', 'message.network_post_id'),
    )
    .selectAll('message')
    .select(['account.network', 'published_post.id as post_id', 'published_post.text as post_text'])
    .where('message.workspace_id', '=', scope.workspaceId)
    .where('message.brand_id', '=', scope.brandId)
    .orderBy('message.sent_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(options.limit)
  if (accountId !== undefined) query = query.where('message.account_id', '=', accountId)
  if (publishedPostId !== undefined) query = query.where('published_post.id', '=', publishedPostId)
  if (unseen) query = query.where('message.seen_at', 'is', null)
  if (before !== undefined) {
    query = query.where((where) => where(where.refTuple('message.sent_at', 'message.id'), '<', where.tuple(before.sentAt, before.id)))
  }
  return (await query.execute()).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    network: row.network ?? '',
    kind: row.kind as Message['kind'],
    publishedPostId: row.post_id,
    postExcerpt: row.post_text === null ? null : row.post_text.slice(0, 120),
    author: row.author as unknown as Message['author'],
    text: row.text,
    sentAt: row.sent_at.toISOString(),
    permalink: row.permalink,
    seenAt: row.seen_at?.toISOString() ?? null,
  }))
}

export const countUnseen = async (db: Kysely<DB>, scope: Scope): Promise<number> => {
  const row = await db
    .selectFrom('message')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export const markSeen = async (db: Kysely<DB>, scope: Scope, messageIds: string[], now: Date): Promise<number> => {
  const result = await db
    .updateTable('message')
    .set({ seen_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', 'in', messageIds)
    .where('seen_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
