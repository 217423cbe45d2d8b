/** The SQL of what arrives: each message once, edits and deletions with what was there before, and its conversation moved up. */
import { type Kysely, sql } from 'kysely'
import type { ObservedMessage } from '../../../../channels/port.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { hasLink, isQuestion, judge } from '../triage.ts'
import { listRules } from './around.ts'
import { type Db, type Scope, tell } from './conversations.ts'

type Owner = Scope & { accountId: string }

/** A conversation is one person under one post; outside of posts it is that person alone. */
const placeOf = (message: ObservedMessage) => JSON.stringify([message.networkPostId ?? '', message.author.id])

/** Finds or makes the conversations of these messages. Answers their ids by place. */
const ensureConversations = async (db: Db, account: Owner, messages: ObservedMessage[]): Promise<Map<string, string>> => {
  const places = new Map(messages.map((message) => [placeOf(message), message]))
  await db
    .insertInto('conversation')
    .values(
      [...places.values()].map((message) => ({
        workspace_id: account.workspaceId,
        id: newId(),
        brand_id: account.brandId,
        account_id: account.accountId,
        thread_key: message.networkPostId ?? '',
        author_id: message.author.id,
        state: 'done',
        newest_at: message.sentAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id', 'thread_key', 'author_id']).doNothing())
    .execute()
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'thread_key', 'author_id'])
    .where('workspace_id', '=', account.workspaceId)
    .where('account_id', '=', account.accountId)
    .where((where) =>
      where(
        where.refTuple('thread_key', 'author_id'),
        'in',
        [...places.values()].map((message) => where.tuple(message.networkPostId ?? '', message.author.id)),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [JSON.stringify([row.thread_key, row.author_id]), row.id]))
}

/** What an edit or a deletion on the network changes: the words before are kept. What was deleted stays deleted. */
const updateKnown = async (db: Db, account: Owner, messages: ObservedMessage[], now: Date): Promise<string[]> => {
  const known = await db
    .selectFrom('message')
    .select(['id', 'network_message_id', 'text', 'deleted_at', 'conversation_id'])
    .where('workspace_id', '=', account.workspaceId)
    .where('account_id', '=', account.accountId)
    .where(
      'network_message_id',
      'in',
      messages.map((message) => message.networkMessageId),
    )
    .forUpdate()
    .execute()
  const touched: string[] = []
  for (const row of known) {
    const message = messages.find((one) => one.networkMessageId === row.network_message_id)
    if (message === undefined) continue
    const edited = message.text !== row.text && row.deleted_at === null && message.deleted !== true
    const deleted = message.deleted === true && row.deleted_at === null
    if (!edited && !deleted) continue
    if (edited) {
      await db
        .insertInto('message_version')
        .values({ workspace_id: account.workspaceId, message_id: row.id, text: row.text, replaced_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    await db
      .updateTable('message')
      .set({
        ...(edited ? { text: message.text, edited_at: now, is_question: isQuestion(message.text), has_link: hasLink(message.text) } : {}),
        ...(deleted ? { deleted_at: now } : {}),
      })
      .where('workspace_id', '=', account.workspaceId)
      .where('id', '=', row.id)
      .execute()
    if (row.conversation_id !== null) touched.push(row.conversation_id)
  }
  return touched
}

/**
 * Keeps messages: each once, however often it comes; an edit or a deletion changes it and keeps what was there. Those sent before `seenBefore` count as
 * seen. All of a page or none of it. Answers how many were new.
 */
export const insertMessages = async (
  db: Kysely<DB>,
  account: Owner,
  given: ObservedMessage[],
  now: Date,
  seenBefore: Date | null = null,
): Promise<number> => {
  const messages = [...new Map(given.map((message) => [message.networkMessageId, message])).values()]
  if (messages.length === 0) return 0
  return db.transaction().execute(async (trx) => {
    const rules = await listRules(trx, account)
    const touched = new Set(await updateKnown(trx, account, messages, now))
    const conversations = await ensureConversations(trx, account, messages)
    const inserted = await trx
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
          conversation_id: conversations.get(placeOf(message)) ?? null,
          deleted_at: message.deleted === true ? now : null,
          is_question: isQuestion(message.text),
          has_link: hasLink(message.text),
        })),
      )
      .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id', 'network_message_id']).doNothing())
      .returning(['network_message_id', 'seen_at', 'conversation_id'])
      .execute()
    for (const id of new Set(inserted.flatMap((row) => row.conversation_id ?? []))) {
      const rows = inserted.filter((row) => row.conversation_id === id)
      const fresh = rows.flatMap((row) => {
        const message = messages.find((one) => one.networkMessageId === row.network_message_id)
        return message === undefined || message.deleted === true ? [] : [{ message, unseen: row.seen_at === null }]
      })
      const unseen = fresh.filter((one) => one.unseen).map((one) => one.message)
      const judged = unseen.map((message) => judge(message, rules))
      await welcome(trx, account.workspaceId, id, {
        newest: fresh.map(({ message }) => message.sentAt),
        unseen: unseen.map(({ sentAt }) => sentAt),
        labels: judged.flatMap(({ labels }) => labels),
        state: judged.find(({ state }) => state !== undefined)?.state ?? null,
        assignee: judged.find(({ assignee }) => assignee !== undefined)?.assignee ?? null,
      })
      touched.add(id)
    }
    for (const id of touched) await tell(trx, account, id, 'message', now)
    return inserted.length
  })
}

const extreme = (moments: Date[], pick: (...values: number[]) => number): Date | null =>
  moments.length === 0 ? null : new Date(moments.map(Number).reduce((a, b) => pick(a, b)))

/** New words in a conversation: it moves up, waits for an answer again, and takes what the rules say. Spam stays spam. */
const welcome = async (
  db: Db,
  workspaceId: string,
  id: string,
  what: { newest: Date[]; unseen: Date[]; labels: string[]; state: string | null; assignee: string | null },
): Promise<void> => {
  const newest = extreme(what.newest, Math.max)
  const first = extreme(what.unseen, Math.min)
  const rests = what.state === 'done' || what.state === 'spam'
  await sql`update conversation set
      newest_at = greatest(newest_at, ${newest}::timestamptz),
      assignee = coalesce(assignee, ${what.assignee}::text),
      labels = (select coalesce(array_agg(distinct label), '{}') from unnest(labels || ${what.labels}::text[]) label),
      state = case when ${first}::timestamptz is null or state = 'spam' then state
        when ${what.state}::text is not null then ${what.state}::text
        when state in ('waiting', 'open') or replies > 0 then 'open' else 'new' end,
      waiting_since = case when ${first}::timestamptz is null or state = 'spam' then waiting_since
        when ${rests}::boolean then null else coalesce(least(waiting_since, ${first}::timestamptz), ${first}::timestamptz) end
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
}
