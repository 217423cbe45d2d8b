/** The SQL of shifts and of the watch. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Supported } from '../../../../contract/evidence.ts'
import type { FollowedMetric } from '../../../../contract/metrics.ts'
import type { Reason, Shift, ShiftNoteInput, Verdict, WatchedSeries } from '../../../../contract/pulse.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

const toShift = (row: Selectable<DB['pulse_shift']> & { handle: string }): Shift => ({
  id: row.id,
  accountId: row.account_id,
  handle: row.handle,
  metric: row.metric as FollowedMetric,
  step: row.step as Shift['step'],
  day: String(row.day),
  between: { from: String(row.earliest), to: String(row.latest) },
  foundOn: String(row.found_on),
  direction: row.direction as Shift['direction'],
  scale: row.scale as Shift['scale'],
  before: row.before_value,
  after: row.after_value,
  size: row.size as unknown as Supported,
  verdict: row.verdict as Verdict,
  firm: row.firm,
  reasons: row.reasons as unknown as Reason[],
  note: row.note as unknown as Shift['note'],
})

const shiftsOf = (db: Db, scope: Scope) =>
  db
    .selectFrom('pulse_shift')
    .innerJoin('account', (join) =>
      join.onRef('account.workspace_id', '=', 'pulse_shift.workspace_id').onRef('account.id', '=', 'pulse_shift.account_id'),
    )
    .selectAll('pulse_shift')
    .select('account.handle')
    .where('pulse_shift.workspace_id', '=', scope.workspaceId)
    .where('pulse_shift.brand_id', '=', scope.brandId)

/** The newest first. */
export const listShifts = async (db: Db, scope: Scope): Promise<Shift[]> =>
  (await shiftsOf(db, scope).orderBy('pulse_shift.day', 'desc').orderBy('pulse_shift.id').limit(500).execute()).map(toShift)

export const findShift = async (db: Db, scope: Scope, shiftId: string): Promise<Shift | null> => {
  const row = await shiftsOf(db, scope).where('pulse_shift.id', '=', shiftId).executeTakeFirst()
  return row === undefined ? null : toShift(row)
}

export type NewShift = Omit<Shift, 'id' | 'handle' | 'note' | 'firm' | 'verdict' | 'reasons'>
export type Judgement = Pick<Shift, 'verdict' | 'firm' | 'reasons'>

/** Keeps a shift once; answers its id, or null when it was there already. */
export const insertShift = async (db: Db, scope: Scope, shift: NewShift & Judgement): Promise<string | null> => {
  const row = await db
    .insertInto('pulse_shift')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      brand_id: scope.brandId,
      account_id: shift.accountId,
      metric: shift.metric,
      step: shift.step,
      day: shift.day,
      earliest: shift.between.from,
      latest: shift.between.to,
      found_on: shift.foundOn,
      direction: shift.direction,
      scale: shift.scale,
      before_value: shift.before,
      after_value: shift.after,
      size: JSON.stringify(shift.size),
      verdict: shift.verdict,
      firm: shift.firm,
      reasons: JSON.stringify(shift.reasons),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export const changeShift = async (
  db: Db,
  scope: Scope,
  shiftId: string,
  change: { judgement?: Judgement; note?: ShiftNoteInput & { by: string; at: string } },
): Promise<void> => {
  const { judgement, note } = change
  await db
    .updateTable('pulse_shift')
    .set({
      ...(judgement === undefined ? {} : { verdict: judgement.verdict, firm: judgement.firm, reasons: JSON.stringify(judgement.reasons) }),
      ...(note === undefined ? {} : { note: JSON.stringify(note) }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', shiftId)
    .execute()
}

type StoredSeries = Omit<WatchedSeries, 'handle'>

export const saveWatch = async (
  db: Db,
  scope: Scope,
  watch: { ranAt: Date; daysBetween: number; series: StoredSeries[] },
): Promise<void> => {
  const values = { ran_at: watch.ranAt, days_between: watch.daysBetween, series: JSON.stringify(watch.series) }
  await db
    .insertInto('pulse_watch')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(values))
    .execute()
}

export const findWatch = async (db: Db, scope: Scope): Promise<{ ranAt: Date; daysBetween: number; series: StoredSeries[] } | null> => {
  const row = await db
    .selectFrom('pulse_watch')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()
  return row === undefined ? null : { ranAt: row.ran_at, daysBetween: row.days_between, series: row.series as unknown as StoredSeries[] }
}

/** Every brand that has an account, with its zone: the work of a night. */
export const listBrands = async (db: Db): Promise<Scope[]> =>
  (
    await sql<{ workspace_id: string; brand_id: string }>`
      select distinct workspace_id, brand_id from account where state <> 'removed' order by workspace_id, brand_id`.execute(db)
  ).rows.map((row) => ({ workspaceId: row.workspace_id, brandId: row.brand_id }))

/** Accounts of the workspace's other brands on a network: a panel, where there are enough. */
export const listPeers = async (db: Db, scope: Scope, network: string): Promise<{ accountId: string; brandId: string }[]> =>
  (
    await db
      .selectFrom('account')
      .select(['id', 'brand_id'])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '!=', scope.brandId)
      .where('network', '=', network)
      .where('state', '!=', 'removed')
      .limit(50)
      .execute()
  ).map((row) => ({ accountId: row.id, brandId: row.brand_id }))

/** Followers of the brand's competitors on a network, day by day, as they were read or brought along by hand: a panel for follower growth. */
export const listCompetitorFollowers = async (
  db: Db,
  scope: Scope,
  network: string,
): Promise<{ day: string; value: number | null }[][]> => {
  const { rows } = await sql<{ id: string; day: string; followers: number | null }>`
    select competitor.id, competitor_day.day::text as day, competitor_day.followers
    from competitor join competitor_day
      on competitor_day.workspace_id = competitor.workspace_id and competitor_day.competitor_id = competitor.id
    where competitor.workspace_id = ${scope.workspaceId} and competitor.brand_id = ${scope.brandId}::uuid and competitor.network = ${network}
    order by competitor.id, competitor_day.day`.execute(db)
  const series = new Map<string, { day: string; value: number | null }[]>()
  for (const { id, day, followers } of rows) series.set(id, [...(series.get(id) ?? []), { day, value: followers }])
  return [...series.values()]
}
