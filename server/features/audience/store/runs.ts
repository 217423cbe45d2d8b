/** The SQL of audits in the background and of those that come again. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { AuditRepeat, AuditRun } from '../../../../contract/audience-runs.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './audits.ts'

const toRun = (row: Selectable<DB['audience_run']>): AuditRun => ({
  id: row.id,
  accountId: row.account_id,
  state: row.state as AuditRun['state'],
  read: row.read_count,
  of: row.of_count,
  reason: row.reason as unknown as Sentence | null,
  auditId: row.audit_id,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** Newest first, at most twenty. */
export const listRuns = async (db: Kysely<DB>, scope: Scope): Promise<AuditRun[]> =>
  (
    await db
      .selectFrom('audience_run')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(20)
      .execute()
  ).map(toRun)

export const findRun = (db: Kysely<DB>, workspaceId: string, runId: string) =>
  db.selectFrom('audience_run').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', runId).executeTakeFirst()

/** The run that is under way for the account, or a new one. */
export const ensureRun = async (
  db: Kysely<DB>,
  scope: Scope,
  one: { accountId: string; halfWidth: number; of: number | null; now: Date },
): Promise<{ run: AuditRun; isNew: boolean }> => {
  const { rows } = await sql<Selectable<DB['audience_run']>>`insert into audience_run
      (workspace_id, id, brand_id, account_id, half_width, state, of_count, created_at)
    values (${scope.workspaceId}, ${newId()}::uuid, ${scope.brandId}::uuid, ${one.accountId}::uuid, ${one.halfWidth}, 'waiting', ${one.of}, ${one.now})
    on conflict (workspace_id, account_id) where state in ('waiting', 'reading') do nothing returning *`.execute(db)
  if (rows[0] !== undefined) return { run: toRun(rows[0]), isNew: true }
  const known = await db
    .selectFrom('audience_run')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('account_id', '=', one.accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return { run: toRun(known), isNew: false }
}

/** False when it was canceled or has ended: whoever works on it stops then. */
export const noteRun = async (
  db: Kysely<DB>,
  workspaceId: string,
  runId: string,
  change: { state?: AuditRun['state']; read?: number; reason?: Sentence; auditId?: string; endedAt?: Date },
): Promise<boolean> => {
  const row = await db
    .updateTable('audience_run')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.read === undefined ? {} : { read_count: change.read }),
      ...(change.reason === undefined ? {} : { reason: JSON.stringify(change.reason) }),
      ...(change.auditId === undefined ? {} : { audit_id: change.auditId }),
      ...(change.endedAt === undefined ? {} : { ended_at: change.endedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', runId)
    .where('state', 'in', ['waiting', 'reading'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const listRepeats = async (db: Kysely<DB>, scope: Scope): Promise<AuditRepeat[]> =>
  (
    await db
      .selectFrom('audience_repeat')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .execute()
  ).map((row) => ({ accountId: row.account_id, everyDays: row.every_days, nextAt: row.next_at.toISOString() }))

/** `everyDays` null ends it. */
export const setRepeat = async (
  db: Kysely<DB>,
  scope: Scope,
  { accountId, everyDays, nextAt }: { accountId: string; everyDays: number | null; nextAt: Date },
): Promise<void> => {
  if (everyDays === null) {
    await db.deleteFrom('audience_repeat').where('workspace_id', '=', scope.workspaceId).where('account_id', '=', accountId).execute()
    return
  }
  const row = { every_days: everyDays, next_at: nextAt }
  await db
    .insertInto('audience_repeat')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, account_id: accountId, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(row))
    .execute()
}

/** Those whose time has come; each is moved on by its own number of days in the same statement, so that two processes do not take one twice. */
export const takeDue = async (db: Kysely<DB>, now: Date): Promise<(Scope & { accountId: string })[]> => {
  const { rows } = await sql<{ workspace_id: string; brand_id: string; account_id: string }>`update audience_repeat
    set next_at = ${now}::timestamptz + make_interval(days => every_days) where next_at <= ${now} returning workspace_id, brand_id, account_id`.execute(
    db,
  )
  return rows.map((row) => ({ workspaceId: row.workspace_id, brandId: row.brand_id, accountId: row.account_id }))
}
