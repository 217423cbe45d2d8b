/** The SQL of who is in a conversation at this moment. */
import { type Db, type Scope, tell } from './conversations.ts'

/** Somebody who has not been heard from for this long is gone. */
const presentMs = 45_000

interface Person {
  id: string
  name: string
}

/** Notes that somebody is here; the others are told only when they were not before. */
export const arrive = async (db: Db, scope: Scope, conversationId: string, who: Person, now: Date): Promise<void> => {
  const until = new Date(now.getTime() + presentMs)
  const known = await db
    .selectFrom('conversation_presence')
    .select('until')
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', who.id)
    .executeTakeFirst()
  await db
    .insertInto('conversation_presence')
    .values({ workspace_id: scope.workspaceId, conversation_id: conversationId, user_id: who.id, name: who.name, until })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'conversation_id', 'user_id']).doUpdateSet({ until, name: who.name }))
    .execute()
  if (known === undefined || known.until <= now) await tell(db, scope, conversationId, 'here', now)
}

export const leave = async (db: Db, scope: Scope, conversationId: string, who: Pick<Person, 'id'>, now: Date): Promise<void> => {
  const gone = await db
    .deleteFrom('conversation_presence')
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', who.id)
    .executeTakeFirst()
  if (gone.numDeletedRows > 0n) await tell(db, scope, conversationId, 'left', now)
}

/** Everybody else who is here, and who of them writes an answer. */
export const listOthers = async (
  db: Db,
  scope: Scope,
  conversationId: string,
  who: Pick<Person, 'id'>,
  now: Date,
): Promise<{ name: string; answering: boolean }[]> => {
  const present = await db
    .selectFrom('conversation_presence')
    .select(['user_id as id', 'name'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('user_id', '!=', who.id)
    .where('until', '>', now)
    .orderBy('name')
    .execute()
  const holder = await db
    .selectFrom('conversation')
    .select(['held_by as id', 'held_name as name'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', conversationId)
    .where('held_until', '>', now)
    .executeTakeFirst()
  const others = present.map(({ id, name }) => ({ name, answering: id === holder?.id }))
  // Whoever holds it from elsewhere (a terminal, a page that has just closed) counts as well.
  if (typeof holder?.id === 'string' && holder.id !== who.id && !present.some(({ id }) => id === holder.id))
    others.push({ name: holder.name ?? '', answering: true })
  return others
}
