/** The SQL of hours and money that somebody noted by hand. */
import type { Spent } from '../../../../contract/strategy.ts'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './versions.ts'

export const listSpent = async (db: Db, scope: Scope, from: string, to: string): Promise<Spent[]> =>
  (
    await db
      .selectFrom('spent')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('day', '>=', from)
      .where('day', '<', to)
      .orderBy('day')
      .orderBy('id')
      .execute()
  ).map((row) => ({
    id: row.id,
    day: String(row.day),
    what: row.what,
    hours: row.hours,
    money: row.money === null ? null : Number(row.money),
    currency: row.currency,
    by: row.noted_by,
  }))

export const insertSpent = async (db: Db, scope: Scope, entry: Omit<Spent, 'id'>, now: Date): Promise<Spent> => {
  const id = newId()
  await db
    .insertInto('spent')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      day: entry.day,
      what: entry.what,
      hours: entry.hours,
      money: entry.money,
      currency: entry.currency,
      noted_by: entry.by,
      noted_at: now,
    })
    .execute()
  return { id, ...entry }
}

export const removeSpent = async (db: Db, scope: Scope, spentId: string): Promise<boolean> => {
  const gone = await db
    .deleteFrom('spent')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', spentId)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}
