/** The SQL that reads conversions with the last touch before them. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'

interface Scope {
  workspaceId: string
  brandId: string
}

/** A touch longer ago than this is not counted to a conversion. */
export const lookbackDays = 90

export interface ConversionGroup {
  /** Null: no touch was recorded, or the last touch belongs to none. */
  key: string | null
  conversions: number
  currency: string | null
  value: number | null
}

const keys = {
  account: 'account_id::text',
  campaign: 'campaign_id::text',
  post: 'post_id::text',
  link: 'link_id::text',
  channel: 'channel',
} as const
export type ConversionKey = keyof typeof keys

/**
 * Conversions of a period and what they were worth less what came back, by what their last recorded touch belongs to: last-touch credit, not effect. One row a key and currency; currencies are never added together. Cost:
 * one index look-up a conversion.
 */
export const conversionsBy = async (
  db: Kysely<DB>,
  scope: Scope,
  by: ConversionKey,
  { from, to }: { from: Date; to: Date },
): Promise<ConversionGroup[]> => {
  const { rows } = await sql<ConversionGroup>`
    select touch.key, count(*)::int as conversions, conversion.currency, sum(conversion.value - coalesce(conversion.refunded, 0))::float8 as value
    from event conversion
    left join lateral (
      select ${sql.raw(keys[by])} as key from event
      where event.workspace_id = conversion.workspace_id and event.brand_id = conversion.brand_id and event.visitor_id = conversion.visitor_id
        and event.kind = 'touch' and event.occurred_at <= conversion.occurred_at
        and event.occurred_at > conversion.occurred_at - make_interval(days => ${lookbackDays})
      order by event.occurred_at desc, event.id desc limit 1) as touch on true
    where conversion.workspace_id = ${scope.workspaceId} and conversion.brand_id = ${scope.brandId}::uuid and conversion.kind = 'conversion'
      and conversion.occurred_at >= ${from} and conversion.occurred_at < ${to}
    group by 1, 3 order by 2 desc`.execute(db)
  return rows
}

export interface ConversionWeek {
  /** The Sunday that ends the week, in the brand's zone. */
  day: string
  conversions: number
  currency: string | null
  value: number | null
}

/** Conversions since a moment by week and currency, in order; of one account: those whose last recorded touch was on it. Cost: one index look-up a conversion. */
export const conversionWeeks = async (
  db: Kysely<DB>,
  scope: Scope,
  question: { since: Date; timeZone: string; accountId?: string },
): Promise<ConversionWeek[]> => {
  const { rows } = await sql<ConversionWeek>`
    select (date_trunc('week', conversion.occurred_at at time zone ${question.timeZone})::date + 6)::text as day, count(*)::int as conversions,
      conversion.currency, sum(conversion.value - coalesce(conversion.refunded, 0))::float8 as value
    from event conversion
    left join lateral (
      select account_id from event
      where event.workspace_id = conversion.workspace_id and event.brand_id = conversion.brand_id and event.visitor_id = conversion.visitor_id
        and event.kind = 'touch' and event.occurred_at <= conversion.occurred_at
        and event.occurred_at > conversion.occurred_at - make_interval(days => ${lookbackDays})
      order by event.occurred_at desc, event.id desc limit 1) as touch on true
    where conversion.workspace_id = ${scope.workspaceId} and conversion.brand_id = ${scope.brandId}::uuid and conversion.kind = 'conversion'
      and conversion.occurred_at >= ${question.since}
      ${question.accountId === undefined ? sql`` : sql`and touch.account_id = ${question.accountId}::uuid`}
    group by 1, 3 order by 1`.execute(db)
  return rows
}
