/** The SQL of what channels cost. */
import { type Kysely, sql } from 'kysely'
import type { Cost, CostInput } from '../../../../contract/attribution.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}
/** First and last day, both counted. */
export interface Days {
  fromDay: string
  toDay: string
}

/** Costs that touch the period, newest first. */
export const listCosts = async (db: Kysely<DB>, scope: Scope, { fromDay, toDay }: Days, id?: string): Promise<Cost[]> => {
  const { rows } = await sql<Cost>`
    select id, kind, channel, campaign_id as "campaignId", to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn",
      amount, currency, note
    from channel_cost where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid) and starts_on <= ${toDay}::date and ends_on >= ${fromDay}::date
    order by starts_on desc, id desc limit 1000`.execute(db)
  return rows
}

export const insertCost = async (db: Kysely<DB>, scope: Scope, cost: CostInput, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('channel_cost')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      kind: cost.kind,
      channel: cost.channel,
      campaign_id: cost.campaignId,
      starts_on: cost.startsOn,
      ends_on: cost.endsOn,
      amount: cost.amount,
      currency: cost.currency,
      note: cost.note,
      created_at: now,
    })
    .execute()
  return id
}

export const deleteCost = async (db: Kysely<DB>, scope: Scope, costId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('channel_cost')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', costId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export interface CostShare {
  channel: string | null
  campaignId: string | null
  kind: Cost['kind']
  currency: string
  /** What of the costs falls into the period: each day of a cost carries the same part of it. */
  amount: number
}

/** Costs that fall into the period, summed by channel, campaign, kind and currency; never converted. */
export const costShares = async (db: Kysely<DB>, scope: Scope, { fromDay, toDay }: Days): Promise<CostShare[]> => {
  const { rows } = await sql<CostShare>`
    select channel, campaign_id as "campaignId", kind, currency,
      sum(amount * (least(ends_on, ${toDay}::date) - greatest(starts_on, ${fromDay}::date) + 1) / (ends_on - starts_on + 1))::float8 as amount
    from channel_cost where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      and starts_on <= ${toDay}::date and ends_on >= ${fromDay}::date
    group by 1, 2, 3, 4 order by 5 desc`.execute(db)
  return rows
}
