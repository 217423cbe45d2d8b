/** The SQL of journeys: ten million events into ordered paths, counted where they lie; what answers say beside them; how long people take. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CreditDimension } from '../../../../contract/attribution.ts'
import type { DB } from '../../../database/types.ts'
import { lookbackDays } from '../../events/index.ts'
import type { Scope } from './costs.ts'

export interface Moments {
  from: Date
  to: Date
}

export interface PathRow {
  /** Keys of touches in order, separated by U+001F. */
  path: string
  conversions: number
  value: number | null
  nulls: number
}
export const pathSeparator = '\u001f'

const keys: Record<Exclude<CreditDimension, 'pillar'>, string> = {
  channel: 'channel',
  campaign: "coalesce(campaign_id::text, '')",
  post: "coalesce(post_id::text, '')",
}

/**
 * The statement that makes paths. A conversion ends a journey, and what follows begins the next; events of one moment stand with touches first, then by id, so that the order does not depend on the order of arrival.
 * Journeys are counted that converted in the period, or that were last touched in it without converting; touches of `lookbackDays` before it belong to them.
 */
export const pathStatement = (
  scope: Scope,
  by: Exclude<CreditDimension, 'pillar'>,
  { from, to }: Moments,
  currency: string | null,
) => sql<PathRow>`
  with marked as (
    select visitor_id, occurred_at, id, kind, ${sql.raw(keys[by])} as key, case when currency = ${currency} then value - coalesce(refunded, 0) end as value,
      count(*) filter (where kind = 'conversion') over (
        partition by visitor_id order by occurred_at, kind desc, id rows between unbounded preceding and 1 preceding) as part
    from event
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      and occurred_at >= ${from}::timestamptz - make_interval(days => ${lookbackDays}) and occurred_at < ${to}
  ), journeys as (
    select string_agg(key, ${pathSeparator} order by occurred_at, kind desc, id) filter (where kind = 'touch') as path,
      count(*) filter (where kind = 'conversion') as converted, sum(value) as value, max(occurred_at) as ended
    from marked group by visitor_id, part
  )
  select path, sum(converted)::int as conversions, sum(value)::float8 as value, (count(*) filter (where converted = 0))::int as nulls
  from journeys where path is not null and ended >= ${from}
  group by path`

/** Room for the sort of the journeys: in memory while they fit, so that a usual brand's take a second. */
const roomy = async (trx: Transaction<DB>) => {
  await sql`set local work_mem = '192MB'`.execute(trx)
  // The plan of a small brand must not be kept for one of ten million.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(trx)
}

/** Paths with their counts. `signal` stops the database as well. Cost: about 1 µs an event on one core, and the number of different paths in memory. */
export const readPaths = async (
  db: Kysely<DB>,
  scope: Scope,
  by: Exclude<CreditDimension, 'pillar'>,
  moments: Moments,
  currency: string | null,
  signal?: AbortSignal,
): Promise<PathRow[]> =>
  db.transaction().execute(async (trx) => {
    await roomy(trx)
    const { rows: me } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    const stop = () => void sql`select pg_cancel_backend(${me[0]?.pid ?? 0})`.execute(db)
    signal?.throwIfAborted()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return (await pathStatement(scope, by, moments, currency).execute(trx)).rows
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw error
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  })

export interface ConversionTotals {
  all: number
  values: { currency: string; amount: number; n: number }[]
}

/** Conversions of a period with their value, less what came back of it, by currency, the most frequent first. */
export const countConversions = async (db: Kysely<DB>, scope: Scope, { from, to }: Moments): Promise<ConversionTotals> => {
  const { rows } = await sql<{ currency: string | null; amount: number | null; n: number }>`
    select currency, sum(value - coalesce(refunded, 0))::float8 as amount, count(*)::int as n from event
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and kind = 'conversion'
      and occurred_at >= ${from} and occurred_at < ${to} group by 1 order by 3 desc`.execute(db)
  return {
    all: rows.reduce((sum, { n }) => sum + n, 0),
    values: rows.flatMap(({ currency, amount, n }) => (currency === null || amount === null ? [] : [{ currency, amount, n }])),
  }
}

export interface AskedRow {
  choice: string
  knownOrigin: string | null
  /** Recorded before the conversion; empty without a trace. */
  channels: string[]
  touches: number
  n: number
}
export interface TracedRow {
  /** 0, 1, or 2 for several. */
  touches: number
  conversions: number
}

const traced = (scope: Scope, { from, to }: Moments) => sql`
  with conversion as (
    select id, visitor_id, occurred_at, coalesce(trace.touches, 0) as touches, coalesce(trace.channels, '{}') as channels
    from event
    left join lateral (
      select count(*)::int as touches, array_agg(distinct channel) as channels from event touch
      where touch.workspace_id = event.workspace_id and touch.brand_id = event.brand_id and touch.visitor_id = event.visitor_id
        and touch.kind = 'touch' and touch.occurred_at <= event.occurred_at
        and touch.occurred_at > event.occurred_at - make_interval(days => ${lookbackDays})) as trace on true
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and kind = 'conversion'
      and occurred_at >= ${from} and occurred_at < ${to}
  )`

/** How many conversions have no trace, one touch, several. */
export const countTraced = async (db: Kysely<DB>, scope: Scope, moments: Moments): Promise<TracedRow[]> => {
  const { rows } = await sql<TracedRow>`${traced(scope, moments)}
    select least(touches, 2) as touches, count(*)::int as conversions from conversion group by 1 order by 1`.execute(db)
  return rows
}

/** What people answered, beside what was recorded of the same conversion; a visitor's answer counts for their first conversion in the period. */
export const listAsked = async (db: Kysely<DB>, scope: Scope, moments: Moments): Promise<AskedRow[]> => {
  const { rows } = await sql<AskedRow>`${traced(scope, moments)}, answered as (
      select distinct on (answer.id) answer.choice, answer.known_origin, conversion.channels, conversion.touches
      from survey_answer answer
      join conversion on conversion.id = answer.conversion_id or (answer.conversion_id is null and conversion.visitor_id = answer.visitor_id)
      where answer.workspace_id = ${scope.workspaceId} and answer.brand_id = ${scope.brandId}::uuid
      order by answer.id, conversion.occurred_at
    )
    select choice, known_origin as "knownOrigin", channels, least(touches, 2) as touches, count(*)::int as n from answered
    group by 1, 2, 3, 4`.execute(db)
  return rows
}

/** Days from the first recorded touch to the conversion, and touches on the way; one row a conversion, at most 200,000 drawn by id. */
export const listLags = async (db: Kysely<DB>, scope: Scope, { from, to }: Moments): Promise<{ days: number; touches: number }[]> => {
  const { rows } = await sql<{ days: number; touches: number }>`
    select extract(epoch from conversion.occurred_at - trace.first)::float8 / 86400 as days, trace.touches
    from (select visitor_id, occurred_at, workspace_id, brand_id from event
      where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and kind = 'conversion'
        and occurred_at >= ${from} and occurred_at < ${to} order by id limit 200000) as conversion
    cross join lateral (
      select min(occurred_at) as first, count(*)::int as touches from event touch
      where touch.workspace_id = conversion.workspace_id and touch.brand_id = conversion.brand_id and touch.visitor_id = conversion.visitor_id
        and touch.kind = 'touch' and touch.occurred_at <= conversion.occurred_at
        and touch.occurred_at > conversion.occurred_at - make_interval(days => ${lookbackDays})) as trace
    where trace.touches > 0`.execute(db)
  return rows
}

/** Events that came in more than a day after they happened, and still stand in their place. */
export const countLate = async (db: Kysely<DB>, scope: Scope, { from, to }: Moments): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and occurred_at >= ${from} and occurred_at < ${to}
      and import_id is null and received_at > occurred_at + interval '1 day'`.execute(db)
  return rows[0]?.n ?? 0
}
