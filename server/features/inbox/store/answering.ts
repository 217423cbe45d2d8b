/** The SQL of who answers: the hold on a conversation, and the one conditional update that lets an answer out. */
import type { Kysely } from 'kysely'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { changeConversation, type Db, one, type Scope, tell } from './conversations.ts'

/** How long a hold lasts without being renewed. */
const holdMs = 90_000

/** Takes the conversation, or renews the hold; false when somebody else has it. One conditional update. */
export const hold = async (db: Db, scope: Scope, id: string, who: { id: string; name: string }, now: Date): Promise<boolean> => {
  const taken = await one(db, scope, id)
    .set({ held_by: who.id, held_name: who.name, held_until: new Date(now.getTime() + holdMs) })
    .where((where) => where.or([where('held_by', 'is', null), where('held_by', '=', who.id), where('held_until', '<=', now)]))
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) return false
  await tell(db, scope, id, 'held', now)
  return true
}

export const release = async (db: Db, scope: Scope, id: string, who: { id: string }, now: Date): Promise<void> => {
  const let_go = await one(db, scope, id)
    .set({ held_by: null, held_name: null, held_until: null })
    .where('held_by', '=', who.id)
    .executeTakeFirst()
  if (let_go.numUpdatedRows > 0n) await tell(db, scope, id, 'released', now)
}

/**
 * Lets one answer out: only to the person who holds the conversation, and only if nobody answered since they looked. Of two at once, one gets it. Writes
 * the answer's words down in the same transaction, so that they are never lost. Answers the reply's id, or null.
 */
export const takeReply = async (
  db: Kysely<DB>,
  scope: Scope,
  reply: { conversationId: string; messageId: string; text: string; seenReplies: number; who: { id: string; name: string }; now: Date },
): Promise<string | null> =>
  db.transaction().execute(async (trx) => {
    // How long this answer was waited for is known only before it goes out.
    const before = await trx
      .selectFrom('conversation')
      .select('waiting_since')
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('id', '=', reply.conversationId)
      .forUpdate()
      .executeTakeFirst()
    const taken = await one(trx, scope, reply.conversationId)
      .set({ replies: reply.seenReplies + 1, state: 'waiting', waiting_since: null, held_by: null, held_name: null, held_until: null })
      .where('replies', '=', reply.seenReplies)
      .where((where) => where.or([where('held_by', 'is', null), where('held_by', '=', reply.who.id), where('held_until', '<=', reply.now)]))
      .executeTakeFirst()
    if (taken.numUpdatedRows === 0n) return null
    const id = newId()
    await trx
      .insertInto('reply')
      .values({
        workspace_id: scope.workspaceId,
        id,
        conversation_id: reply.conversationId,
        message_id: reply.messageId,
        text: reply.text,
        by: reply.who.name,
        at: reply.now,
        waited_since: before?.waiting_since ?? null,
      })
      .execute()
    await tell(trx, scope, reply.conversationId, 'replied', reply.now)
    return id
  })

export const endReply = async (
  db: Db,
  workspaceId: string,
  id: string,
  end: { postId: string | null; problem: unknown },
): Promise<void> => {
  await db
    .updateTable('reply')
    .set({
      ...(end.postId === null ? {} : { post_id: end.postId }),
      problem: end.problem === null ? null : JSON.stringify(end.problem),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** A conversation whose answer did not go out waits again. */
export const reopen = async (db: Db, scope: Scope, id: string, now: Date): Promise<void> => {
  await changeConversation(db, scope, id, { state: 'open' }, now)
}
