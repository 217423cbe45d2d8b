/** The SQL around a conversation: notes, answers, saved replies, rules, and the sessions that make engagement time. */
import { sql } from 'kysely'
import { RuleAction, RuleCondition } from '../../../../contract/inbox-shapes.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './conversations.ts'

export const addNote = async (
  db: Db,
  workspaceId: string,
  note: { conversationId: string; text: string; by: string; now: Date },
): Promise<string> => {
  const id = newId()
  await db
    .insertInto('conversation_note')
    .values({ workspace_id: workspaceId, id, conversation_id: note.conversationId, text: note.text, by: note.by, at: note.now })
    .execute()
  return id
}

export const listNotes = async (db: Db, workspaceId: string, conversationId: string) =>
  (
    await db
      .selectFrom('conversation_note')
      .select(['id', 'text', 'by', 'at'])
      .where('workspace_id', '=', workspaceId)
      .where('conversation_id', '=', conversationId)
      .orderBy('at')
      .execute()
  ).map((row) => ({ ...row, at: row.at.toISOString() }))

/** Answers in their order, with the state of the publication that carries each. */
export const listReplies = async (db: Db, workspaceId: string, conversationId: string) =>
  (
    await db
      .selectFrom('reply')
      .leftJoin('publication', (join) =>
        join.onRef('publication.workspace_id', '=', 'reply.workspace_id').onRef('publication.post_id', '=', 'reply.post_id'),
      )
      .select(['reply.id', 'reply.message_id', 'reply.text', 'reply.by', 'reply.at', 'reply.problem'])
      .select(['publication.id as publication_id', 'publication.state', 'publication.reason'])
      .where('reply.workspace_id', '=', workspaceId)
      .where('reply.conversation_id', '=', conversationId)
      .orderBy('reply.at')
      .execute()
  ).map((row) => ({
    id: row.id,
    messageId: row.message_id,
    text: row.text,
    by: row.by,
    at: row.at.toISOString(),
    publicationId: row.publication_id,
    state: row.state,
    problem: (row.problem ?? row.reason) as unknown as Sentence | null,
  }))

/** Answers whose publication was approved and has not been sent yet; one that a person called off is not among them. */
export const listApprovedReplies = async (db: Db) =>
  (
    await db
      .selectFrom('reply')
      .innerJoin('publication', (join) =>
        join.onRef('publication.workspace_id', '=', 'reply.workspace_id').onRef('publication.post_id', '=', 'reply.post_id'),
      )
      .select(['reply.workspace_id', 'reply.by', 'publication.brand_id', 'publication.id', 'publication.approved_hash'])
      .where('publication.state', '=', 'approved')
      .where('publication.approved_hash', 'is not', null)
      .limit(200)
      .execute()
  ).map((row) => ({
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
    publicationId: row.id,
    approvedHash: row.approved_hash ?? '',
    by: row.by,
  }))

export const listSavedReplies = (db: Db, scope: Scope) =>
  db
    .selectFrom('saved_reply')
    .select(['id', 'name', 'text'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .orderBy('name')
    .execute()

export const saveReply = (db: Db, scope: Scope, saved: { name: string; text: string }) =>
  db
    .insertInto('saved_reply')
    .values({ workspace_id: scope.workspaceId, id: newId(), brand_id: scope.brandId, name: saved.name, text: saved.text })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'name']).doUpdateSet({ text: saved.text }))
    .returning(['id', 'name', 'text'])
    .executeTakeFirstOrThrow()

export const removeSavedReply = async (db: Db, scope: Scope, id: string): Promise<boolean> => {
  const removed = await db
    .deleteFrom('saved_reply')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export const listRules = async (db: Db, scope: Scope) =>
  (
    await db
      .selectFrom('inbox_rule')
      .select(['id', 'name', 'condition', 'action'])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('position')
      .execute()
  ).map((row) => ({ id: row.id, name: row.name, condition: RuleCondition.parse(row.condition), action: RuleAction.parse(row.action) }))

export const replaceRules = async (
  db: Db,
  scope: Scope,
  rules: { name: string; condition: RuleCondition; action: RuleAction }[],
): Promise<void> => {
  await db.deleteFrom('inbox_rule').where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId).execute()
  if (rules.length === 0) return
  await db
    .insertInto('inbox_rule')
    .values(
      rules.map(({ name, condition, action }, position) => ({
        workspace_id: scope.workspaceId,
        id: newId(),
        brand_id: scope.brandId,
        position,
        name,
        condition: JSON.stringify(condition),
        action: JSON.stringify(action),
      })),
    )
    .execute()
}

/** Acts closer together than this are one session. */
const sameSessionMs = 5 * 60_000

/** An act in the inbox: it lengthens the person's running session on that account, or begins one. A single act counts a minute. */
export const noteActivity = async (db: Db, scope: Scope, act: { accountId: string; person: string; now: Date }): Promise<void> => {
  const longer = await db
    .updateTable('engagement_session')
    .set({ ended_at: act.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('account_id', '=', act.accountId)
    .where('person', '=', act.person)
    .where('ended_at', '>=', new Date(act.now.getTime() - sameSessionMs))
    .executeTakeFirst()
  if (longer.numUpdatedRows > 0n) return
  await db
    .insertInto('engagement_session')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      brand_id: scope.brandId,
      account_id: act.accountId,
      person: act.person,
      started_at: new Date(act.now.getTime() - 60_000),
      ended_at: act.now,
    })
    .execute()
}

export const listSessions = async (db: Db, scope: Scope) =>
  (
    await db
      .selectFrom('engagement_session')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('started_at', 'desc')
      .limit(200)
      .execute()
  ).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    person: row.person,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
    correctedMinutes: row.corrected_minutes,
  }))

export const correctSession = async (db: Db, scope: Scope, id: string, minutes: number | null): Promise<boolean> => {
  const corrected = await db
    .updateTable('engagement_session')
    .set({ corrected_minutes: minutes })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return corrected.numUpdatedRows > 0n
}

/** Hours by account and week (Monday, YYYY-MM-DD, in the brand's zone) of sessions that began on the days from–to, both included. */
export const sumHours = async (
  db: Db,
  scope: Scope,
  period: { from: string; to: string },
): Promise<{ accountId: string; weekStart: string; hours: number; sessions: number }[]> => {
  const { rows } = await sql<{ account_id: string; week: string; hours: number; sessions: number }>`
    select session.account_id, to_char(date_trunc('week', session.started_at at time zone brand.time_zone), 'YYYY-MM-DD') as week,
      sum(coalesce(session.corrected_minutes, extract(epoch from session.ended_at - session.started_at) / 60) / 60)::float8 as hours,
      count(*)::int as sessions
    from engagement_session session join brand on brand.workspace_id = session.workspace_id and brand.id = session.brand_id
    where session.workspace_id = ${scope.workspaceId} and session.brand_id = ${scope.brandId}
      and (session.started_at at time zone brand.time_zone)::date between ${period.from}::date and ${period.to}::date
    group by 1, 2 order by 2, 1`.execute(db)
  return rows.map((row) => ({ accountId: row.account_id, weekStart: row.week, hours: row.hours, sessions: row.sessions }))
}
