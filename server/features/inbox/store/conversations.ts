/** The SQL of conversations: lists by keyset, changes, who holds one, notes, and the one conditional update that lets an answer out. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Conversation, ConversationState } from '../../../../contract/inbox-shapes.ts'
import type { DB } from '../../../database/types.ts'
import { languageOf } from '../language.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

/** Tells everybody who watches. Numbers are given under a lock per brand, so that none becomes visible after a higher one. */
export const tell = async (db: Db, scope: Scope, conversationId: string, kind: string, now: Date): Promise<void> => {
  await sql`with turn as materialized (select pg_advisory_xact_lock(hashtextextended(${scope.brandId}, 22)))
    insert into inbox_event (workspace_id, brand_id, conversation_id, kind, at)
    select ${scope.workspaceId}, ${scope.brandId}::uuid, ${conversationId}::uuid, ${kind}, ${now}::timestamptz from turn`.execute(db)
}

export const listEvents = async (
  db: Db,
  scope: Scope,
  after: string,
): Promise<{ number: string; conversationId: string; kind: string }[]> =>
  (
    await db
      .selectFrom('inbox_event')
      .select(['number', 'conversation_id', 'kind'])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where(sql<boolean>`number > ${after}::bigint`)
      .orderBy('number')
      .limit(500)
      .execute()
  ).map((row) => ({ number: String(row.number), conversationId: row.conversation_id, kind: row.kind }))

export const lastEvent = async (db: Db, scope: Scope): Promise<string> => {
  const row = await db
    .selectFrom('inbox_event')
    .select('number')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return String(row?.number ?? 0)
}

export interface ListConversations {
  state?: ConversationState | undefined
  accountId?: string | undefined
  authorId?: string | undefined
  publishedPostId?: string | undefined
  assignee?: string | undefined
  label?: string | undefined
  waiting?: boolean | undefined
  id?: string | undefined
  ids?: string[] | undefined
  before?: { at: Date; id: string } | undefined
  limit: number
}

/** One page by keyset. Cost: O(page) by the indexes conversation_newest and conversation_waiting. */
export const listConversations = async (
  db: Db,
  scope: Scope,
  now: Date,
  options: ListConversations,
): Promise<Omit<Conversation, 'dueAt' | 'dueBy'>[]> => {
  const { state, accountId, authorId, publishedPostId, assignee, label, waiting, id, ids, before } = options
  const time = waiting ? ('conversation.waiting_since' as const) : ('conversation.newest_at' as const)
  let query = db
    .selectFrom('conversation')
    .innerJoin('account', (join) =>
      join.onRef('account.workspace_id', '=', 'conversation.workspace_id').onRef('account.id', '=', 'conversation.account_id'),
    )
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('message')
          .select(['message.author', 'message.text', 'message.is_question', 'message.has_link'])
          .whereRef('message.workspace_id', '=', 'conversation.workspace_id')
          .whereRef('message.conversation_id', '=', 'conversation.id')
          .orderBy('message.sent_at', 'desc')
          .orderBy('message.id', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .selectAll('conversation')
    .select(['account.network', 'newest.author', 'newest.text', 'newest.is_question', 'newest.has_link'])
    .select((select) =>
      select
        .exists(
          select
            .selectFrom('conversation as other')
            .select('other.id')
            .whereRef('other.workspace_id', '=', 'conversation.workspace_id')
            .whereRef('other.brand_id', '=', 'conversation.brand_id')
            .whereRef('other.author_id', '=', 'conversation.author_id')
            .whereRef('other.id', '!=', 'conversation.id'),
        )
        .as('repeat'),
    )
    .where('conversation.workspace_id', '=', scope.workspaceId)
    .where('conversation.brand_id', '=', scope.brandId)
    .orderBy(time, waiting ? 'asc' : 'desc')
    .orderBy('conversation.id', waiting ? 'asc' : 'desc')
    .limit(options.limit)
  if (id !== undefined) query = query.where('conversation.id', '=', id)
  if (ids !== undefined) query = query.where(sql<boolean>`conversation.id = any (${ids}::uuid[])`)
  if (state !== undefined) query = query.where('conversation.state', '=', state)
  if (accountId !== undefined) query = query.where('conversation.account_id', '=', accountId)
  if (authorId !== undefined) query = query.where('conversation.author_id', '=', authorId)
  if (assignee !== undefined) query = query.where('conversation.assignee', '=', assignee)
  if (label !== undefined) query = query.where(sql<boolean>`conversation.labels <> '{}' and ${label} = any (conversation.labels)`)
  if (publishedPostId !== undefined) {
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('published_post')
          .select('published_post.id')
          .whereRef('published_post.workspace_id', '=', 'conversation.workspace_id')
          .whereRef('published_post.account_id', '=', 'conversation.account_id')
          .whereRef('published_post.network_post_id', '=', 'conversation.thread_key')
          .where('published_post.id', '=', publishedPostId),
      ),
    )
  }
  if (waiting) {
    query = query
      // Written out, so that a kept plan still knows that the index conversation_waiting covers it.
      .where(sql<boolean>`conversation.state in ('new', 'open')`)
      .where('conversation.waiting_since', 'is not', null)
      .where((where) => where.or([where('conversation.snoozed_until', 'is', null), where('conversation.snoozed_until', '<=', now)]))
  }
  if (before !== undefined) {
    query = query.where((where) => where(where.refTuple(time, 'conversation.id'), waiting ? '>' : '<', where.tuple(before.at, before.id)))
  }
  return (await query.execute()).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    author: row.author as unknown as Conversation['author'],
    state: row.state as ConversationState,
    assignee: row.assignee,
    labels: row.labels,
    snoozedUntil: row.snoozed_until !== null && row.snoozed_until > now ? row.snoozed_until.toISOString() : null,
    newestAt: row.newest_at.toISOString(),
    waitingSince: row.waiting_since?.toISOString() ?? null,
    excerpt: row.text.slice(0, 160),
    isQuestion: row.is_question,
    hasLink: row.has_link,
    language: languageOf(row.text),
    isRepeatAuthor: Boolean(row.repeat),
    heldBy: row.held_until !== null && row.held_until > now ? row.held_name : null,
    replies: row.replies,
  }))
}

/** Counts stop here: a list says “at least” rather than count for long. */
const countedAtMost = 1000

/** Conversations by state, each counted up to 1,000. Cost: at most 1,000 entries of an index a state, however many there are. */
export const countStates = async (db: Db, scope: Scope): Promise<Record<ConversationState, number>> => {
  const { rows } = await sql<{ state: ConversationState; n: number }>`
    select known.state, counted.n from unnest(array['new', 'open', 'waiting', 'done', 'spam']) as known (state), lateral (
      select count(*)::int as n from (select from conversation
        where conversation.workspace_id = ${scope.workspaceId} and conversation.brand_id = ${scope.brandId} and conversation.state = known.state
        limit ${countedAtMost}) found) counted`.execute(db)
  const none = { new: 0, open: 0, waiting: 0, done: 0, spam: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) }
}

/** Labels in use, most used first. Cost: one pass over the conversations that have any. */
export const listLabels = async (db: Db, scope: Scope): Promise<{ label: string; n: number }[]> => {
  const { rows } = await sql<{ label: string; n: number }>`
    select label, count(*)::int as n from conversation, unnest(labels) label
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId} and labels <> '{}'
    group by 1 order by 2 desc, 1 limit 100`.execute(db)
  return rows
}

export const one = (db: Db, scope: Scope, id: string) =>
  db.updateTable('conversation').where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId).where('id', '=', id)

export interface ConversationChange {
  state?: ConversationState | undefined
  assignee?: string | null | undefined
  labels?: string[] | undefined
  snoozedUntil?: string | null | undefined
}

/** False when there is no such conversation here. */
export const changeConversation = async (db: Db, scope: Scope, id: string, change: ConversationChange, now: Date): Promise<boolean> => {
  const settled = change.state === 'done' || change.state === 'spam' || change.state === 'waiting'
  const changed = await one(db, scope, id)
    .set({
      // A conversation that changes nothing still has to be set to something.
      workspace_id: scope.workspaceId,
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(settled ? { waiting_since: null } : {}),
      ...(change.state === 'new' || change.state === 'open' ? { waiting_since: sql<Date>`coalesce(waiting_since, newest_at)` } : {}),
      ...(change.assignee === undefined ? {} : { assignee: change.assignee }),
      ...(change.labels === undefined ? {} : { labels: [...new Set(change.labels)] }),
      ...(change.snoozedUntil === undefined ? {} : { snoozed_until: change.snoozedUntil === null ? null : new Date(change.snoozedUntil) }),
    })
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await tell(db, scope, id, 'changed', now)
  return true
}
