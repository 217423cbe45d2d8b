/** The SQL of alerts: who is told what, and what each was told already. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { AlertWish } from '../../../../contract/alerts.ts'
import type { Urgency } from '../../../../contract/today.ts'
import type { DB } from '../../../database/types.ts'
import type { ToldRow } from '../decide.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

export interface AlertRow extends AlertWish {
  workspaceId: string
  brandId: string
  id: string
  kind: 'mail' | 'webhook'
  address: string
  userId: string | null
  secret: Buffer | null
  keyId: string | null
  mutedUntil: Date | null
  lastDigestDay: string | null
  createdAt: Date
}

const toAlert = (row: Selectable<DB['alert']>): AlertRow => ({
  workspaceId: row.workspace_id,
  brandId: row.brand_id,
  id: row.id,
  kind: row.kind as AlertRow['kind'],
  address: row.address,
  userId: row.user_id,
  secret: row.secret,
  keyId: row.key_id,
  steps: row.steps as Urgency[],
  mode: row.mode as AlertRow['mode'],
  hour: row.hour,
  language: row.language as AlertRow['language'],
  mutedUntil: row.muted_until,
  lastDigestDay: row.last_digest_day === null ? null : String(row.last_digest_day),
  createdAt: row.created_at,
})

export const listAlerts = async (db: Db, scope: Scope): Promise<AlertRow[]> =>
  (
    await db
      .selectFrom('alert')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(toAlert)

/** The alerts of every brand that may speak now. */
export const listSpeaking = async (db: Db, now: Date): Promise<AlertRow[]> =>
  (
    await db
      .selectFrom('alert')
      .selectAll()
      .where((where) => where.or([where('muted_until', 'is', null), where('muted_until', '<=', now)]))
      .execute()
  ).map(toAlert)

export const findAlert = async (db: Db, workspaceId: string, id: string): Promise<AlertRow | null> => {
  const row = await db.selectFrom('alert').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAlert(row)
}

/** Locks an alert for this transaction; null when it is gone or another process is at it. */
export const lockAlert = async (db: Transaction<DB>, workspaceId: string, id: string): Promise<AlertRow | null> => {
  const row = await db
    .selectFrom('alert')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row === undefined ? null : toAlert(row)
}

export const insertAlert = async (db: Db, alert: AlertRow): Promise<void> => {
  await db
    .insertInto('alert')
    .values({
      workspace_id: alert.workspaceId,
      brand_id: alert.brandId,
      id: alert.id,
      kind: alert.kind,
      address: alert.address,
      user_id: alert.userId,
      secret: alert.secret,
      key_id: alert.keyId,
      steps: alert.steps,
      mode: alert.mode,
      hour: alert.hour,
      language: alert.language,
      created_at: alert.createdAt,
    })
    .execute()
}

export interface AlertChange {
  steps?: string[]
  mode?: string
  hour?: number
  language?: string
  muted_until?: Date | null
  last_digest_day?: string
  secret?: Buffer
  key_id?: string
}

export const changeAlert = async (db: Db, workspaceId: string, id: string, change: AlertChange): Promise<void> => {
  await db.updateTable('alert').set(change).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

export const removeAlert = async (db: Db, workspaceId: string, id: string): Promise<void> => {
  await db.deleteFrom('alert').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

/** Webhooks sealed under another key than the one in use. */
export const listSealedOtherwise = async (db: Db, keyId: string): Promise<AlertRow[]> =>
  (await db.selectFrom('alert').selectAll().where('kind', '=', 'webhook').where('key_id', '!=', keyId).execute()).map(toAlert)

export const listTold = async (db: Db, alert: Pick<AlertRow, 'workspaceId' | 'id'>): Promise<ToldRow[]> =>
  (
    await db.selectFrom('alert_told').selectAll().where('workspace_id', '=', alert.workspaceId).where('alert_id', '=', alert.id).execute()
  ).map((row) => ({ entryId: row.entry_id, urgency: row.urgency as Urgency, at: row.at }))

export const noteTold = async (
  db: Db,
  alert: Pick<AlertRow, 'workspaceId' | 'id'>,
  rows: ToldRow[],
  forgotten: string[],
): Promise<void> => {
  if (forgotten.length > 0)
    await db
      .deleteFrom('alert_told')
      .where('workspace_id', '=', alert.workspaceId)
      .where('alert_id', '=', alert.id)
      .where('entry_id', 'in', forgotten)
      .execute()
  if (rows.length === 0) return
  await db
    .insertInto('alert_told')
    .values(
      rows.map((row) => ({ workspace_id: alert.workspaceId, alert_id: alert.id, entry_id: row.entryId, urgency: row.urgency, at: row.at })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'alert_id', 'entry_id'])
        .doUpdateSet((set) => ({ urgency: set.ref('excluded.urgency'), at: set.ref('excluded.at') })),
    )
    .execute()
}
