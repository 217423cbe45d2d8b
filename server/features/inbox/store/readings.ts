/** The SQL of how far each account's messages have been read, and where a reading that broke off goes on. */
import type { Kysely } from 'kysely'
import type { DB } from '../../../database/types.ts'

export interface Reading {
  lastReadAt: Date | null
  newestSentAt: Date | null
  lastProblem: string | null
  /** Where a reading that broke off goes on, and the newest message it had met. */
  resumeCursor: string | null
  resumeNewest: Date | null
}

export const findReading = async (db: Kysely<DB>, workspaceId: string, accountId: string): Promise<Reading> => {
  const row = await db
    .selectFrom('message_reading')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return {
    lastReadAt: row?.last_read_at ?? null,
    newestSentAt: row?.newest_sent_at ?? null,
    lastProblem: row?.last_problem ?? null,
    resumeCursor: row?.resume_cursor ?? null,
    resumeNewest: row?.resume_newest ?? null,
  }
}

/** Notes how a reading went; a problem leaves the time of the last good one as it was. */
export const saveReading = async (db: Kysely<DB>, workspaceId: string, accountId: string, reading: Partial<Reading>): Promise<void> => {
  const set = {
    ...(reading.lastReadAt === undefined ? {} : { last_read_at: reading.lastReadAt }),
    ...(reading.newestSentAt === undefined ? {} : { newest_sent_at: reading.newestSentAt }),
    last_problem: reading.lastProblem ?? null,
    resume_cursor: reading.resumeCursor ?? null,
    resume_newest: reading.resumeNewest ?? null,
  }
  await db
    .insertInto('message_reading')
    .values({ workspace_id: workspaceId, account_id: accountId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(set))
    .execute()
}
