/** The SQL of people: who they are on each network, and which identities somebody has joined. */
import { sql } from 'kysely'
import type { Identity, IdentityKey } from '../../../../contract/inbox-people.ts'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './conversations.ts'

interface Row {
  network: string
  author_id: string
  author: { handle: string; displayName: string }
  messages: number
  first_at: Date
  last_at: Date
}
const toIdentity = (row: Row): Identity => ({
  network: row.network,
  authorId: row.author_id,
  handle: row.author.handle,
  displayName: row.author.displayName,
  messages: row.messages,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
})

/** What is known of these identities; those that never wrote are not in the answer. Cost: the messages of these people. */
export const listIdentities = async (
  db: Db,
  scope: Scope,
  keys: readonly IdentityKey[],
): Promise<(Identity & { conversationIds: string[] })[]> => {
  if (keys.length === 0) return []
  const wanted = JSON.stringify(keys)
  const { rows } = await sql<Row & { conversation_ids: string[] }>`
    select account.network, conversation.author_id, count(*)::int as messages, min(message.sent_at) as first_at, max(message.sent_at) as last_at,
      (array_agg(message.author order by message.sent_at desc))[1] as author, array_agg(distinct conversation.id)::text[] as conversation_ids
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (network text, "authorId" text)
    join conversation on conversation.workspace_id = ${scope.workspaceId} and conversation.brand_id = ${scope.brandId}
      and conversation.author_id = wanted."authorId"
    join account on account.workspace_id = conversation.workspace_id and account.id = conversation.account_id and account.network = wanted.network
    join message on message.workspace_id = conversation.workspace_id and message.conversation_id = conversation.id
    group by 1, 2 order by max(message.sent_at) desc`.execute(db)
  return rows.map((row) => ({ ...toIdentity(row), conversationIds: row.conversation_ids }))
}

/** Among the people of the newest conversations. */
const lookedConversations = 5000
const mostFound = 20

/** Whose name or handle contains the words. Cost: one look-up for each of at most 5,000 conversations. */
export const findIdentities = async (db: Db, scope: Scope, words: string): Promise<Identity[]> => {
  const like = `%${words.replace(/^@/, '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<{ network: string; author_id: string }>`
    select distinct account.network, recent.author_id from (
      select * from conversation where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}
      order by newest_at desc, id desc limit ${lookedConversations}) recent
    join account on account.workspace_id = recent.workspace_id and account.id = recent.account_id
    join lateral (select author from message where message.workspace_id = recent.workspace_id and message.conversation_id = recent.id
      order by sent_at desc, id desc limit 1) newest on true
    where newest.author ->> 'handle' ilike ${like} or newest.author ->> 'displayName' ilike ${like}
    limit ${mostFound}`.execute(db)
  return listIdentities(
    db,
    scope,
    rows.map(({ network, author_id: authorId }) => ({ network, authorId })),
  )
}

const ofBrand = (db: Db, scope: Scope) =>
  db.selectFrom('inbox_identity').where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)

/** The person an identity was joined to, with all identities of that person; null when it stands alone. */
export const findJoined = async (db: Db, scope: Scope, key: IdentityKey): Promise<{ personId: string; keys: IdentityKey[] } | null> => {
  const own = await ofBrand(db, scope)
    .select('person_id')
    .where('network', '=', key.network)
    .where('author_id', '=', key.authorId)
    .executeTakeFirst()
  if (own === undefined) return null
  const rows = await ofBrand(db, scope).select(['network', 'author_id']).where('person_id', '=', own.person_id).execute()
  return { personId: own.person_id, keys: rows.map((row) => ({ network: row.network, authorId: row.author_id })) }
}

/** Makes two identities, with all that were joined to either, one person. Run it in a transaction. */
export const joinIdentities = async (
  db: Db,
  scope: Scope,
  keys: [IdentityKey, IdentityKey],
  by: { name: string; now: Date },
): Promise<string> => {
  const [one, other] = [await findJoined(db, scope, keys[0]), await findJoined(db, scope, keys[1])]
  const personId = one?.personId ?? other?.personId ?? newId()
  if (one === null && other === null)
    await db
      .insertInto('inbox_person')
      .values({ workspace_id: scope.workspaceId, id: personId, brand_id: scope.brandId, joined_by: by.name, joined_at: by.now })
      .execute()
  const all = new Map(
    [...keys, ...(one?.keys ?? []), ...(other?.keys ?? [])].map((key) => [JSON.stringify([key.network, key.authorId]), key]),
  )
  await db
    .insertInto('inbox_identity')
    .values(
      [...all.values()].map(({ network, authorId }) => ({
        workspace_id: scope.workspaceId,
        brand_id: scope.brandId,
        network,
        author_id: authorId,
        person_id: personId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'network', 'author_id']).doUpdateSet({ person_id: personId }))
    .execute()
  if (one !== null && other !== null && other.personId !== personId)
    await db.deleteFrom('inbox_person').where('workspace_id', '=', scope.workspaceId).where('id', '=', other.personId).execute()
  return personId
}

/** Takes an identity out; a person of whom only one identity is left is none. Run it in a transaction. */
export const partIdentity = async (db: Db, scope: Scope, key: IdentityKey): Promise<boolean> => {
  const joined = await findJoined(db, scope, key)
  if (joined === null) return false
  if (joined.keys.length <= 2)
    await db.deleteFrom('inbox_person').where('workspace_id', '=', scope.workspaceId).where('id', '=', joined.personId).execute()
  else
    await db
      .deleteFrom('inbox_identity')
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('network', '=', key.network)
      .where('author_id', '=', key.authorId)
      .execute()
  return true
}
