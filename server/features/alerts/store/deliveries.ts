/** The SQL of letters: each is written down before it is handed over, with what became of it. */
import { type Selectable, sql } from 'kysely'
import type { AlertDelivery } from '../../../../contract/alerts.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { Place, TodayItem } from '../../../../contract/today.ts'
import type { DB } from '../../../database/types.ts'
import type { Db } from './alerts.ts'

/** An entry as it stood when it was told. */
export type ToldEntry = Pick<TodayItem, 'id' | 'kind' | 'urgency' | 'what' | 'why'> & { place: Place }

export interface DeliveryRow extends Omit<AlertDelivery, 'entries' | 'createdAt' | 'sentAt'> {
  workspaceId: string
  entries: ToldEntry[]
  createdAt: Date
  sentAt: Date | null
}

const toDelivery = (row: Selectable<DB['alert_delivery']>): DeliveryRow => ({
  workspaceId: row.workspace_id,
  id: row.id,
  alertId: row.alert_id,
  mode: row.mode as DeliveryRow['mode'],
  state: row.state as DeliveryRow['state'],
  attempts: row.attempts,
  reason: row.reason as Sentence | null,
  entries: row.entries as unknown as ToldEntry[],
  createdAt: row.created_at,
  sentAt: row.sent_at,
})

export const insertDelivery = async (
  db: Db,
  delivery: Pick<DeliveryRow, 'workspaceId' | 'id' | 'alertId' | 'mode' | 'entries' | 'createdAt'>,
): Promise<void> => {
  await db
    .insertInto('alert_delivery')
    .values({
      workspace_id: delivery.workspaceId,
      id: delivery.id,
      alert_id: delivery.alertId,
      mode: delivery.mode,
      entries: JSON.stringify(delivery.entries),
      state: 'waiting',
      created_at: delivery.createdAt,
    })
    .execute()
}

export const findDelivery = async (db: Db, workspaceId: string, id: string): Promise<DeliveryRow | null> => {
  const row = await db
    .selectFrom('alert_delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toDelivery(row)
}

/** The newest letters of these alerts. */
export const listDeliveries = async (db: Db, workspaceId: string, alertIds: string[], limit: number): Promise<DeliveryRow[]> =>
  alertIds.length === 0
    ? []
    : (
        await db
          .selectFrom('alert_delivery')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('alert_id', 'in', alertIds)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
      ).map(toDelivery)

/** Takes a waiting letter in hand; false when it is not waiting (any more). */
export const takeDelivery = async (db: Db, workspaceId: string, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('alert_delivery')
    .set({ state: 'sending', attempts: sql`attempts + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const endDelivery = async (
  db: Db,
  { workspaceId, id }: Pick<DeliveryRow, 'workspaceId' | 'id'>,
  end: { state: DeliveryRow['state']; reason: Sentence | null; sentAt: Date | null },
): Promise<void> => {
  await db
    .updateTable('alert_delivery')
    .set({ state: end.state, reason: end.reason === null ? null : JSON.stringify(end.reason), sent_at: end.sentAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Letters older than this have had their say. */
export const dropOldDeliveries = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom('alert_delivery').where('created_at', '<', before).where('state', '!=', 'waiting').execute()
}
