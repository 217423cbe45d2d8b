/** The SQL of what is read of messages: lists, what is new, earlier words, and the one that is answered. */
import { type Kysely, sql } from 'kysely'
import type { Message } from '../../../../contract/inbox-shapes.ts'
import { say } from '../../../../contract/sentence.ts'
import type { DB } from '../../../database/types.ts'
import { languageOf } from '../language.ts'
import type { Db, Scope } from './conversations.ts'

export interface ListOptions {
  accountId?: string
  conversationId?: string
  conversationIds?: string[]
  publishedPostId?: string
  unseen?: boolean
  before?: { sentAt: Date; id: string }
  limit: number
}

/** Messages newest first, each with the post it belongs to when that is known. */
export const listMessages = async (db: Kysely<DB>, scope: Scope, options: ListOptions): Promise<Message[]> => {
  const { accountId, conversationId, conversationIds, publishedPostId, unseen, before } = options
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
  if (conversationId !== undefined) query = query.where('message.conversation_id', '=', conversationId)
  if (conversationIds !== undefined) query = query.where(sql<boolean>`message.conversation_id = any (${conversationIds}::uuid[])`)
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
    conversationId: row.conversation_id,
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    isQuestion: row.is_question,
    hasLink: row.has_link,
    language: languageOf(row.text),
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

/** What messages said before they were edited, oldest first, by message. */
export const listEarlier = async (db: Db, workspaceId: string, messageIds: string[]) => {
  if (messageIds.length === 0) return []
  const rows = await db
    .selectFrom('message_version')
    .select(['message_id', 'text', 'replaced_at'])
    .where('workspace_id', '=', workspaceId)
    .where('message_id', 'in', messageIds)
    .orderBy('replaced_at')
    .execute()
  return rows.map((row) => ({ messageId: row.message_id, text: row.text, replacedAt: row.replaced_at.toISOString() }))
}

/** The message as the network knows it, for an answer. */
export const findMessage = (db: Db, scope: Scope, conversationId: string, messageId: string) =>
  db
    .selectFrom('message')
    .select(['id', 'network_message_id', 'account_id', 'deleted_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('conversation_id', '=', conversationId)
    .where('id', '=', messageId)
    .executeTakeFirst()

/** Half of an answer: a process that died between taking the words and handing them over leaves them this old at least. */
const halfHandedMs = 2 * 60_000

/**
 * Conversations whose answer did not go out wait again: the network refused it, or a process died before it was handed over. An answer that did reach
 * publishing before the process died is found there by its words and joined to it, so that nobody sends it twice.
 */
export const reopenRefused = async (db: Db, now: Date): Promise<void> => {
  const longAgo = new Date(now.getTime() - halfHandedMs)
  await sql`update reply set post_id = found.post_id from (
      select half.workspace_id, half.id, post.id as post_id from reply half
      join message on message.workspace_id = half.workspace_id and message.id = half.message_id
      join post on post.workspace_id = half.workspace_id and post.brand_id = message.brand_id and post.created_at >= half.at
      join post_version version on version.workspace_id = post.workspace_id and version.post_id = post.id
        and version.content ->> 'replyTo' = message.network_message_id and version.content ->> 'text' = half.text
      where half.post_id is null and half.problem is null and half.at < ${longAgo}::timestamptz) found
    where reply.workspace_id = found.workspace_id and reply.id = found.id`.execute(db)
  await sql`update reply set problem = ${JSON.stringify(say('inbox:problem.notHandedOver'))}::jsonb
    where post_id is null and problem is null and at < ${longAgo}::timestamptz`.execute(db)
  await sql`update conversation set state = 'open', waiting_since = conversation.newest_at
    from reply left join publication on publication.workspace_id = reply.workspace_id and publication.post_id = reply.post_id
    where conversation.workspace_id = reply.workspace_id and conversation.id = reply.conversation_id and conversation.state = 'waiting'
      and (publication.state = 'failed' or (reply.post_id is null and reply.problem is not null))
      and not exists (select from reply later where later.workspace_id = reply.workspace_id and later.conversation_id = reply.conversation_id
        and later.at > reply.at)`.execute(db)
}
