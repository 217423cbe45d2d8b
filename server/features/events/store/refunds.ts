/** The SQL of refunds: kept once, found by their order however late either comes, and what is left of each order's value. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { RefundPicture } from '../../../../contract/events.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './events.ts'

export interface NewRefund {
  id: string
  conversionId: string
  order: string
  amount: number | null
  currency: string | null
  isTotal: boolean
  at: Date
  toldAt: Date
}

/** What is told again changes nothing; what is told later and differs takes its place. */
const newest = sql`on conflict (workspace_id, brand_id, id) do update
  set amount = excluded.amount, currency = excluded.currency, told_at = excluded.told_at
  where excluded.told_at > refund.told_at and (excluded.amount is distinct from refund.amount or excluded.currency is distinct from refund.currency)`

/** Answers how many were new; the same again and corrections are not. One that was taken back (nought) also ends what was told before of the order's total. */
export const insertRefunds = async (
  db: Kysely<DB>,
  scope: Scope,
  refunds: NewRefund[],
  how: { source: string; now: Date },
): Promise<number> => {
  const column = <Value>(read: (refund: NewRefund) => Value) => refunds.map(read)
  // One statement must not meet a row twice: of several with one id the last told stays.
  const { rows } = await sql<{ fresh: boolean }>`
    insert into refund (workspace_id, brand_id, id, conversion_id, order_name, amount, currency, is_total, occurred_at, told_at, source, received_at)
    select distinct on (told.id) ${scope.workspaceId}, ${scope.brandId}::uuid, told.*, ${how.source}, ${how.now}::timestamptz from unnest(
      ${column(({ id }) => id)}::uuid[], ${column(({ conversionId }) => conversionId)}::uuid[], ${column(({ order }) => order)}::text[],
      ${column(({ amount }) => amount)}::numeric[], ${column(({ currency }) => currency)}::text[], ${column(({ isTotal }) => isTotal)}::boolean[],
      ${column(({ at }) => at)}::timestamptz[], ${column(({ toldAt }) => toldAt)}::timestamptz[])
      as told (id, conversion_id, order_name, amount, currency, is_total, occurred_at, told_at)
    order by told.id, told.told_at desc ${newest} returning xmax = 0 as fresh`.execute(db)
  const back = refunds.filter(({ amount, isTotal }) => amount === 0 && !isTotal)
  if (back.length > 0)
    await sql`delete from refund using unnest(${back.map(({ conversionId }) => conversionId)}::uuid[], ${back.map(({ toldAt }) => toldAt)}::timestamptz[])
        as withdrawn (conversion_id, told_at)
      where refund.workspace_id = ${scope.workspaceId} and refund.brand_id = ${scope.brandId}::uuid and refund.is_total
        and refund.conversion_id = withdrawn.conversion_id and refund.told_at <= withdrawn.told_at`.execute(db)
  return rows.filter(({ fresh }) => fresh).length
}

/** Makes the staged refunds of a file refunds; answers how many were new. */
export const takeStagedRefunds = async (trx: Transaction<DB>, scope: Scope, importId: string, now: Date): Promise<number> => {
  const { rows } = await sql<{ n: number }>`with taken as (
    insert into refund (workspace_id, brand_id, id, conversion_id, order_name, amount, currency, is_total, occurred_at, told_at, source, import_id, received_at)
    select distinct on (staged.id) ${scope.workspaceId}, ${scope.brandId}::uuid, staged.id, staged.conversion_id, staged.name, staged.value, staged.currency,
      staged.is_total, staged.occurred_at, case when staged.is_total then ${now}::timestamptz else staged.occurred_at end, 'file', ${importId}::uuid, ${now}::timestamptz
    from event_staged staged where staged.workspace_id = ${scope.workspaceId} and staged.import_id = ${importId}::uuid and staged.kind = 'refund'
    order by staged.id, staged.occurred_at desc ${newest} returning xmax = 0 as fresh)
    select count(*) filter (where fresh)::int as n from taken`.execute(trx)
  return rows[0]?.n ?? 0
}

const settle = async (db: Kysely<DB>, scope: Scope, which: RawBuilder<unknown>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    // Two at once would each count what the other has not: one after the other, each sees what the one before left.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`refunds/${scope.workspaceId}/${scope.brandId}`}, 0))`.execute(trx)
    await sql`update event set refunded = due.amount
      from (
        select conversion.visitor_id, conversion.id,
          case when bool_or(refund.amount is null) then conversion.value
            else least(conversion.value, greatest(
              coalesce(sum(refund.amount) filter (where not refund.is_total and refund.currency = conversion.currency), 0),
              coalesce(max(refund.amount) filter (where refund.is_total and refund.currency = conversion.currency), 0))) end as amount
        from refund
        join event conversion on conversion.workspace_id = refund.workspace_id and conversion.brand_id = refund.brand_id
          and conversion.id = refund.conversion_id and conversion.kind = 'conversion'
        where refund.workspace_id = ${scope.workspaceId} and refund.brand_id = ${scope.brandId}::uuid and ${which}
        group by conversion.visitor_id, conversion.id, conversion.value) as due
      where event.workspace_id = ${scope.workspaceId} and event.brand_id = ${scope.brandId}::uuid
        and event.visitor_id = due.visitor_id and event.id = due.id and event.refunded is distinct from due.amount`.execute(trx)
  })

/** Counts refunds into these orders. Called after either of the two was committed, so that whichever comes second finds the first. Cost: an index look-up an order. */
export const settleOrders = async (db: Kysely<DB>, scope: Scope, conversionIds: string[]): Promise<void> =>
  settle(db, scope, sql`refund.conversion_id = any(${conversionIds}::uuid[])`)

/** Counts all refunds of a brand into their orders; after a file, or where a process ended between telling and counting. */
export const settleBrand = async (db: Kysely<DB>, scope: Scope): Promise<void> => settle(db, scope, sql`true`)

/** Brands that have refunds. */
export const listRefundBrands = async (db: Kysely<DB>): Promise<Scope[]> =>
  (await db.selectFrom('refund').select(['workspace_id', 'brand_id']).distinct().execute()).map((row) => ({
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
  }))

/** `orders` limits the counts to orders of a period; what waits for its order belongs to none. The newest hundred are listed. */
export const readRefunds = async (db: Kysely<DB>, scope: Scope, orders?: { from: Date; to: Date }): Promise<RefundPicture> => {
  const joined = sql`from refund
    left join event conversion on conversion.workspace_id = refund.workspace_id and conversion.brand_id = refund.brand_id
      and conversion.id = refund.conversion_id and conversion.kind = 'conversion'
    where refund.workspace_id = ${scope.workspaceId} and refund.brand_id = ${scope.brandId}::uuid and refund.amount is distinct from 0`
  const state = sql`case when conversion.id is null then 'waiting'
    when refund.amount is not null and refund.currency is distinct from conversion.currency then 'other-currency' else 'counted' end`
  const [counts, amounts, list] = await Promise.all([
    sql<{ state: string; n: number }>`select ${state} as state, count(*)::int as n ${joined} group by 1`.execute(db),
    sql<{ currency: string; amount: number; orders: number }>`
      select currency, sum(refunded)::float8 as amount, count(*)::int as orders from event
      where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and kind = 'conversion' and refunded > 0 and currency is not null
        ${orders === undefined ? sql`` : sql`and occurred_at >= ${orders.from} and occurred_at < ${orders.to}`}
      group by 1 order by 3 desc`.execute(db),
    sql<{
      order: string
      at: Date
      amount: number | null
      currency: string | null
      source: string
      state: RefundPicture['refunds'][0]['state']
    }>`
      select refund.order_name as order, refund.occurred_at as at, refund.amount::float8 as amount, refund.currency, refund.source, ${state} as state
      ${joined} order by refund.occurred_at desc, refund.id limit 100`.execute(db),
  ])
  const count = (of: string) => counts.rows.find((row) => row.state === of)?.n ?? 0
  return {
    counted: count('counted'),
    waiting: count('waiting'),
    otherCurrency: count('other-currency'),
    amounts: amounts.rows,
    refunds: list.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  }
}
