/** The SQL of the inbox's settings, and of the answers that are held against them. */
import { InboxSettings } from '../../../../contract/inbox-shapes.ts'
import type { Answered } from '../responses.ts'
import type { Db, Scope } from './conversations.ts'

const none: InboxSettings = { targets: [], hours: [], holidays: [] }

export const findSettings = async (db: Db, scope: Scope): Promise<InboxSettings> => {
  const row = await db
    .selectFrom('inbox_settings')
    .select('settings')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()
  return row === undefined ? none : InboxSettings.parse(row.settings)
}

export const saveSettings = async (db: Db, scope: Scope, settings: InboxSettings): Promise<void> => {
  const values = { settings: JSON.stringify(settings) }
  await db
    .insertInto('inbox_settings')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(values))
    .execute()
}

/** More answers than this in a period are not looked at: the newest count. */
const mostAnswers = 20_000

/** Answers of a span that somebody had waited for, newest first; those that never left are not among them. */
export const listAnswered = async (db: Db, scope: Scope, span: { from: Date; to: Date }): Promise<Answered[]> =>
  (
    await db
      .selectFrom('reply')
      .innerJoin('conversation', (join) =>
        join.onRef('conversation.workspace_id', '=', 'reply.workspace_id').onRef('conversation.id', '=', 'reply.conversation_id'),
      )
      .select(['conversation.account_id', 'reply.waited_since', 'reply.at'])
      .where('reply.workspace_id', '=', scope.workspaceId)
      .where('conversation.brand_id', '=', scope.brandId)
      .where('reply.waited_since', 'is not', null)
      .where('reply.problem', 'is', null)
      .where('reply.at', '>=', span.from)
      .where('reply.at', '<', span.to)
      .orderBy('reply.at', 'desc')
      .limit(mostAnswers)
      .execute()
  ).flatMap((row) => (row.waited_since === null ? [] : [{ accountId: row.account_id, waitedSince: row.waited_since, at: row.at }]))
