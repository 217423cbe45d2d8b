/** The SQL of Today: what each person put away. */
import type { Kysely } from 'kysely'
import type { PutAway, Urgency } from '../../../contract/today.ts'
import type { DB } from '../../database/types.ts'
import type { AwayRow } from './decide/person.ts'

interface Own {
  workspaceId: string
  brandId: string
  userId: string
}

/** A person's own rows in one brand; a few dozen at most, because old ones are dropped. */
export const listAway = async (db: Kysely<DB>, own: Own): Promise<AwayRow[]> =>
  (
    await db
      .selectFrom('today_away')
      .selectAll()
      .where('workspace_id', '=', own.workspaceId)
      .where('brand_id', '=', own.brandId)
      .where('user_id', '=', own.userId)
      .execute()
  ).map((row) => ({
    itemId: row.item_id,
    kind: row.kind as PutAway['kind'],
    until: row.until,
    fingerprint: row.fingerprint,
    urgency: row.urgency as Urgency,
  }))

const keptDays = 90

/** Puts an entry away; a second time replaces the first. Rows that have had their say for three months go. */
export const putAway = async (db: Kysely<DB>, own: Own, row: AwayRow, now: Date): Promise<void> => {
  const values = { kind: row.kind, until: row.until, fingerprint: row.fingerprint, urgency: row.urgency, at: now }
  await db
    .insertInto('today_away')
    .values({ workspace_id: own.workspaceId, brand_id: own.brandId, user_id: own.userId, item_id: row.itemId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'user_id', 'item_id']).doUpdateSet(values))
    .execute()
  await db
    .deleteFrom('today_away')
    .where('workspace_id', '=', own.workspaceId)
    .where('user_id', '=', own.userId)
    .where('at', '<', new Date(now.getTime() - keptDays * 86_400_000))
    .execute()
}

/** False when it was not put away. */
export const bringBack = async (db: Kysely<DB>, own: Own, itemId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('today_away')
    .where('workspace_id', '=', own.workspaceId)
    .where('brand_id', '=', own.brandId)
    .where('user_id', '=', own.userId)
    .where('item_id', '=', itemId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
