/** The SQL of checks under way: one row a candidate; only the holder of its token writes to it, and a dead holder's row is taken over. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Sentence } from '../../../../contract/sentence.ts'
import { Checking } from '../../../../contract/vetting-work.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import type { One } from './candidates.ts'

type Db = Kysely<DB> | Transaction<DB>
/** A holder that has not been heard of for so long is dead. */
const leaseMs = 15_000

export type Claimed = One & { token: string }

/** Asks for a check; one that waits or runs already goes on. */
export const askCheck = async (db: Db, one: One, now: Date): Promise<void> => {
  const fresh = { token: newId(), state: 'waiting', done: 0, total: 0, what: null, beat_at: now }
  await db
    .insertInto('candidate_check')
    .values({ workspace_id: one.workspaceId, candidate_id: one.candidateId, ...fresh })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'candidate_id'])
        .doUpdateSet(fresh)
        .where('candidate_check.state', 'not in', ['waiting', 'running']),
    )
    .execute()
}

/** Takes the oldest check that waits, or whose holder died; null when there is none. */
export const claimCheck = async (db: Db, now: Date): Promise<Claimed | null> => {
  const { rows } = await sql<Claimed>`update candidate_check c set state = 'running', token = ${newId()}, beat_at = ${now}
    from candidate p
    where p.workspace_id = c.workspace_id and p.id = c.candidate_id and (c.workspace_id, c.candidate_id) = (
      select workspace_id, candidate_id from candidate_check
      where state = 'waiting' or (state = 'running' and beat_at < ${new Date(now.getTime() - leaseMs)})
      order by beat_at limit 1 for update skip locked)
    returning c.workspace_id as "workspaceId", p.brand_id as "brandId", c.candidate_id as "candidateId", c.token`.execute(db)
  return rows[0] ?? null
}

const held = (db: Db, { workspaceId, candidateId, token }: Claimed) =>
  db
    .updateTable('candidate_check')
    .where('workspace_id', '=', workspaceId)
    .where('candidate_id', '=', candidateId)
    .where('token', '=', token)
    .where('state', '=', 'running')

/** Notes how far the holder is; false when it was canceled or is the holder no more. */
export const beatCheck = async (
  db: Db,
  claimed: Claimed,
  at: { done: number; total: number; what: Sentence | null; now: Date },
): Promise<boolean> => {
  const { done, total, what, now } = at
  const result = await held(db, claimed)
    .set({ done, total, what: what === null ? null : JSON.stringify(what), beat_at: now })
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Ends the holder's check; false when it was canceled or is the holder no more, and nothing may be kept of it. */
export const endCheck = async (db: Db, claimed: Claimed, state: 'done' | 'failed'): Promise<boolean> =>
  (await held(db, claimed).set({ state, what: null }).executeTakeFirst()).numUpdatedRows > 0n

/** Ends a check for whoever holds it; false when none waits or runs. */
export const cancelCheck = async (db: Db, one: One): Promise<boolean> => {
  const result = await db
    .updateTable('candidate_check')
    .set({ state: 'canceled', token: newId(), what: null })
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export const findCheck = async (db: Db, one: One): Promise<Checking | null> => {
  const row = await db
    .selectFrom('candidate_check')
    .select(['state', 'done', 'total', 'what'])
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .executeTakeFirst()
  return row === undefined ? null : Checking.parse(row)
}

/** Whether any check waits or runs, in any workspace. */
export const anyOpenCheck = async (db: Db): Promise<boolean> =>
  (await db
    .selectFrom('candidate_check')
    .select('candidate_id')
    .where('state', 'in', ['waiting', 'running'])
    .limit(1)
    .executeTakeFirst()) !== undefined
