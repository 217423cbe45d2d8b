/** The SQL of conversions by day, whole or by region: what holdouts are planned from and judged by. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './costs.ts'

export interface DayAmount {
  day: string
  /** '' where it is not known. */
  region: string
  conversions: number
  /** In the currency asked for, less what came back. */
  value: number
}

/** Days in the brand's zone on which anything happened, with both days counted. Cost: one index range. */
export const readDaily = async (
  db: Kysely<DB>,
  scope: Scope,
  { from, to }: { from: Date; to: Date },
  timeZone: string,
  currency: string | null,
): Promise<DayAmount[]> => {
  const { rows } = await sql<DayAmount>`
    select to_char(occurred_at at time zone ${timeZone}, 'YYYY-MM-DD') as day, coalesce(region, '') as region,
      count(*)::int as conversions, coalesce(sum(value - coalesce(refunded, 0)) filter (where currency = ${currency}), 0)::float8 as value
    from event where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and kind = 'conversion'
      and occurred_at >= ${from} and occurred_at < ${to} group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
