/** The SQL of the outward list: who wrote how often and was answered, which tags were used, and what somebody has settled. */
import { sql } from 'kysely'
import type { Voice } from '../outward.ts'
import type { Db, Scope } from './conversations.ts'

/** More people than these, the most talkative first, are not looked at. */
const mostPeople = 2000

/** People who wrote since `from` outside of what is spam. Cost: the messages of that span. */
export const listVoices = async (db: Db, scope: Scope, span: { from: Date; recent: Date }): Promise<Voice[]> => {
  const { rows } = await sql<{
    network: string
    author_id: string
    author: { handle: string; displayName: string }
    n: number
    n_recent: number
    mentions: number
    replies: number
    last_at: Date
    conversation_id: string
  }>`
    select account.network, message.author ->> 'id' as author_id, (array_agg(message.author order by message.sent_at desc))[1] as author,
      count(*)::int as n, (count(*) filter (where message.sent_at >= ${span.recent}::timestamptz))::int as n_recent,
      (count(*) filter (where message.kind in ('mention', 'quote') and message.sent_at >= ${span.recent}::timestamptz))::int as mentions,
      max(conversation.replies)::int as replies, max(message.sent_at) as last_at,
      (array_agg(conversation.id order by message.sent_at desc))[1]::text as conversation_id
    from message
    join account on account.workspace_id = message.workspace_id and account.id = message.account_id
    join conversation on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
    where message.workspace_id = ${scope.workspaceId} and message.brand_id = ${scope.brandId} and message.sent_at >= ${span.from}::timestamptz
      and message.deleted_at is null and conversation.state <> 'spam'
    group by 1, 2 order by 4 desc limit ${mostPeople}`.execute(db)
  return rows.map((row) => ({
    network: row.network,
    authorId: row.author_id,
    handle: row.author.handle,
    name: row.author.displayName,
    n: row.n,
    nRecent: row.n_recent,
    mentions: row.mentions,
    replies: row.replies,
    lastAt: row.last_at,
    conversationId: row.conversation_id,
  }))
}

/** Texts with a tag in them that people wrote since `from`, with who wrote them. */
export const listTagged = async (db: Db, scope: Scope, from: Date): Promise<{ author: string; text: string }[]> => {
  const { rows } = await sql<{ author: string; text: string }>`
    select author ->> 'id' as author, text from message
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId} and sent_at >= ${from}::timestamptz and deleted_at is null
      and text like '%#%' order by sent_at desc limit 5000`.execute(db)
  return rows
}

/** Keys that are settled at this moment. */
export const listSettled = async (db: Db, scope: Scope, now: Date): Promise<Set<string>> =>
  new Set(
    (
      await db
        .selectFrom('inbox_outward')
        .select('key')
        .where('workspace_id', '=', scope.workspaceId)
        .where('brand_id', '=', scope.brandId)
        .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
        .execute()
    ).map(({ key }) => key),
  )

export const settle = async (db: Db, scope: Scope, key: string, until: Date | null, by: { name: string; now: Date }): Promise<void> => {
  const values = { until, by: by.name, at: by.now }
  await db
    .insertInto('inbox_outward')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, key, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'key']).doUpdateSet(values))
    .execute()
}

export const unsettle = async (db: Db, scope: Scope, key: string): Promise<boolean> => {
  const gone = await db
    .deleteFrom('inbox_outward')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('key', '=', key)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
