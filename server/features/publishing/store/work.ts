/** The SQL of the workers: what is due, who holds what, what was left behind, and what still has to join the results. */
import { type Kysely, sql } from 'kysely'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { type Db, move, type PublicationRow, referenceOf, toRow } from './publications.ts'

export interface ClaimedRow extends PublicationRow {
  network: string
}

/**
 * Takes up to `limit` due publications for a worker. Claims of all workers are serial (an advisory lock for the length of this statement), and an account
 * at which another worker is busy is left to it. Accounts that are limited, or to be connected again, wait.
 */
export const claimDue = (db: Kysely<DB>, worker: string, now: Date, leaseUntil: Date, limit: number): Promise<ClaimedRow[]> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('athar publishing claim', 0))`.execute(trx)
    const due = await trx
      .selectFrom('publication as due')
      .innerJoin('account', (join) =>
        join.onRef('account.workspace_id', '=', 'due.workspace_id').onRef('account.id', '=', 'due.account_id'),
      )
      .select(['due.workspace_id', 'due.id', 'account.network'])
      .where('due.state', '=', 'scheduled')
      .where('due.scheduled_at', '<=', now)
      .where((where) => where.or([where('due.not_before', 'is', null), where('due.not_before', '<=', now)]))
      .where((where) => where.or([where('due.window_ends_at', 'is', null), where('due.window_ends_at', '>=', now)]))
      .where('account.state', '=', 'connected')
      .where((where) => where.or([where('account.rate_limited_until', 'is', null), where('account.rate_limited_until', '<=', now)]))
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('publication as busy')
              .select(sql`1`.as('one'))
              .whereRef('busy.workspace_id', '=', 'due.workspace_id')
              .whereRef('busy.account_id', '=', 'due.account_id')
              .where('busy.state', 'in', ['claimed', 'sending'])
              .where('busy.worker', '!=', worker)
              .where('busy.lease_until', '>', now),
          ),
        ),
      )
      .orderBy('due.scheduled_at')
      .orderBy('due.id')
      .limit(limit)
      .forUpdate('due')
      .skipLocked()
      .execute()
    if (due.length === 0) return []
    const rows = await trx
      .updateTable('publication')
      .set({ state: 'claimed', worker, lease_until: leaseUntil, updated_at: now, reason: null })
      .where((where) =>
        where(
          where.refTuple('workspace_id', 'id'),
          'in',
          due.map((row) => where.tuple(row.workspace_id, row.id)),
        ),
      )
      .returningAll()
      .execute()
    await trx
      .insertInto('publication_event')
      .values(
        rows.map((row) => ({
          workspace_id: row.workspace_id,
          id: newId(),
          publication_id: row.id,
          at: now,
          from_state: 'scheduled',
          to_state: 'claimed',
          by: worker,
          reason: null,
        })),
      )
      .execute()
    const networks = new Map(due.map((row) => [row.id, row.network]))
    return rows
      .map((row) => ({ ...toRow(row), network: networks.get(row.id) ?? '' }))
      .toSorted((a, b) => Number(a.scheduled_at) - Number(b.scheduled_at) || (a.id < b.id ? -1 : 1))
  })

/** Gives back what a stopping worker has taken and not begun. */
export const releaseClaims = async (db: Kysely<DB>, worker: string, now: Date): Promise<void> => {
  const rows = await db.selectFrom('publication').selectAll().where('state', '=', 'claimed').where('worker', '=', worker).execute()
  for (const row of rows)
    await move(db, referenceOf(toRow(row)), { from: ['claimed'], to: 'scheduled', by: worker, at: now, heldBy: worker })
}

/** Publications in a state whose moment in the given column has come. */
export const listPast = async (
  db: Db,
  state: 'scheduled' | 'claimed' | 'sending' | 'unknown',
  column: 'window_ends_at' | 'lease_until' | 'check_at',
  now: Date,
  limit = 200,
): Promise<PublicationRow[]> =>
  (
    await db
      .selectFrom('publication')
      .selectAll()
      .where('state', '=', state)
      .where(column, '<=', now)
      .orderBy(column)
      .limit(limit)
      .execute()
  ).map(toRow)

/** Takes the right to look after one row until `until`; false when another worker has it. */
export const takeCheck = async (db: Db, row: PublicationRow, now: Date, until: Date): Promise<boolean> => {
  const result = await db
    .updateTable('publication')
    .set({ check_at: until })
    .where('workspace_id', '=', row.workspace_id)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('check_at', '<=', now)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Published publications whose post is not among the results yet. */
export const listUnrecorded = async (db: Db, limit = 500): Promise<(PublicationRow & { network: string })[]> =>
  (
    await db
      .selectFrom('publication')
      .innerJoin('account', (join) =>
        join.onRef('account.workspace_id', '=', 'publication.workspace_id').onRef('account.id', '=', 'publication.account_id'),
      )
      .selectAll('publication')
      .select('account.network')
      .where('publication.state', '=', 'published')
      .where('publication.recorded', '=', false)
      .where('publication.network_post_id', 'is not', null)
      .orderBy('publication.published_at')
      .limit(limit)
      .execute()
  ).map(({ network, ...row }) => ({ ...toRow(row), network }))

export const markRecorded = async (db: Db, rows: PublicationRow[]): Promise<void> => {
  if (rows.length === 0) return
  await db
    .updateTable('publication')
    .set({ recorded: true })
    .where((where) =>
      where(
        where.refTuple('workspace_id', 'id'),
        'in',
        rows.map((row) => where.tuple(row.workspace_id, row.id)),
      ),
    )
    .execute()
}

/** Scheduled publications whose brand has changed its zone since: their wall time is to be kept. */
export const listMovedZones = async (db: Db): Promise<{ row: PublicationRow; timeZone: string; windowMinutes: number }[]> =>
  (
    await db
      .selectFrom('publication')
      .innerJoin('brand', (join) =>
        join.onRef('brand.workspace_id', '=', 'publication.workspace_id').onRef('brand.id', '=', 'publication.brand_id'),
      )
      .selectAll('publication')
      .select(['brand.time_zone as brand_zone', 'brand.publish_window_minutes as window_minutes'])
      .where('publication.state', '=', 'scheduled')
      .whereRef('publication.time_zone', '!=', 'brand.time_zone')
      .limit(500)
      .execute()
  ).map(({ brand_zone: timeZone, window_minutes: windowMinutes, ...row }) => ({ row: toRow(row), timeZone, windowMinutes }))

export { databaseIsAway } from '../../../database/patience.ts'
