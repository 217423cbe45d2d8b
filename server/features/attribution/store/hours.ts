/** The SQL that reads the hours channels and creative work took, as the inbox and creative rooms wrote them down. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Days, Scope } from './costs.ts'

export interface Hours {
  /** The network of the account; null for creative work, which serves all. */
  channel: string | null
  hours: number
  /** What they cost, where a rate was written down. */
  costs: { currency: string; amount: number }[]
}

/** Hours of a period, days in the brand's zone. Cost: two index ranges. */
export const readHours = async (db: Kysely<DB>, scope: Scope, { fromDay, toDay }: Days): Promise<Hours[]> => {
  const { rows: talk } = await sql<{ channel: string; hours: number }>`
    select account.network as channel, sum(coalesce(session.corrected_minutes, extract(epoch from session.ended_at - session.started_at) / 60) / 60)::float8 as hours
    from engagement_session session
    join brand on brand.workspace_id = session.workspace_id and brand.id = session.brand_id
    join account on account.workspace_id = session.workspace_id and account.id = session.account_id
    where session.workspace_id = ${scope.workspaceId} and session.brand_id = ${scope.brandId}::uuid
      and (session.started_at at time zone brand.time_zone)::date between ${fromDay}::date and ${toDay}::date
    group by 1`.execute(db)
  const { rows: work } = await sql<{ currency: string | null; hours: number; amount: number | null }>`
    select rate_currency as currency, sum(hours)::float8 as hours, sum(hours * rate)::float8 as amount from creative_hours
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and day between ${fromDay}::date and ${toDay}::date
    group by 1`.execute(db)
  return [
    ...talk.flatMap(({ channel, hours }) => (hours > 0 ? [{ channel, hours, costs: [] }] : [])),
    ...(work.length === 0
      ? []
      : [
          {
            channel: null,
            hours: work.reduce((sum, { hours }) => sum + hours, 0),
            costs: work.flatMap(({ currency, amount }) => (currency === null || amount === null ? [] : [{ currency, amount }])),
          },
        ]),
  ]
}
