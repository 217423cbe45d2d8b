/** The SQL of holdouts: fixed when they begin, stopped at most. */
import { type Kysely, sql } from 'kysely'
import type { Holdout, HoldoutDesign, HoldoutWish } from '../../../../contract/attribution.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './costs.ts'

interface Row {
  id: string
  title: string
  state: 'running' | 'stopped'
  plan: { wish: HoldoutWish; design: HoldoutDesign }
  startsOn: string
  endsOn: string
  createdBy: string
  reason: string | null
}

/** Newest first. */
export const listHoldouts = async (db: Kysely<DB>, scope: Scope, id?: string): Promise<Holdout[]> => {
  const { rows } = await sql<Row>`
    select id, title, state, plan, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn",
      created_by as "createdBy", reason
    from holdout where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
    order by starts_on desc, id desc limit 200`.execute(db)
  return rows.map(({ plan, ...row }) => ({ ...row, ...plan }))
}

export const insertHoldout = async (db: Kysely<DB>, scope: Scope, holdout: Omit<Holdout, 'state' | 'reason'>, now: Date): Promise<void> => {
  await db
    .insertInto('holdout')
    .values({
      workspace_id: scope.workspaceId,
      id: holdout.id,
      brand_id: scope.brandId,
      title: holdout.title,
      state: 'running',
      plan: JSON.stringify({ wish: holdout.wish, design: holdout.design }),
      starts_on: holdout.startsOn,
      ends_on: holdout.endsOn,
      created_at: now,
      created_by: holdout.createdBy,
    })
    .execute()
}

/** False when it is not running. */
export const stopHoldout = async (db: Kysely<DB>, scope: Scope, id: string, reason: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('holdout')
    .set({ state: 'stopped', reason, stopped_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
