/** The SQL of what a brand really did: posts week by week, what is planned, and who answered. */
import { sql } from 'kysely'
import type { Db, Scope } from './versions.ts'

export interface DidWeek {
  monday: string
  done: number
  late: number
  missed: number
  planned: number
}

/**
 * Weeks in the brand's zone between two days. A post counts as done in the week in which it was published, whoever published it; one that went out after its window as
 * late in the week it was planned for.
 */
export const listDidWeeks = async (db: Db, scope: Scope, zone: string, from: string, to: string): Promise<DidWeek[]> => {
  const { rows } = await sql<DidWeek>`
    with happened as (
      select p.published_at as at, 'done' as what from published_post p
      where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid
      union all
      -- Gone out from here, and not yet seen on the network.
      select u.published_at, 'done' from publication u
      where u.workspace_id = ${scope.workspaceId} and u.brand_id = ${scope.brandId}::uuid and u.state = 'published'
        and not exists (select 1 from published_post p where p.workspace_id = u.workspace_id and p.publication_id = u.id)
      union all
      select u.scheduled_at, case
          when u.state = 'published' and u.published_at > u.window_ends_at then 'late'
          when u.state in ('missed', 'failed') then 'missed'
          when u.state in ('scheduled', 'claimed', 'sending') then 'planned' end
      from publication u join post on post.workspace_id = u.workspace_id and post.id = u.post_id and post.removed_at is null
      where u.workspace_id = ${scope.workspaceId} and u.brand_id = ${scope.brandId}::uuid and u.scheduled_at is not null)
    select date_trunc('week', at at time zone ${zone})::date::text as monday,
      count(*) filter (where what = 'done')::int as done, count(*) filter (where what = 'late')::int as late,
      count(*) filter (where what = 'missed')::int as missed, count(*) filter (where what = 'planned')::int as planned
    from happened
    where at >= (${from}::date::timestamp at time zone ${zone}) and at < (${to}::date::timestamp at time zone ${zone}) and what is not null
    group by 1 order by 1`.execute(db)
  return rows
}

/** Days on which something is planned or already went out, per account, from one moment to another. */
export const listPlannedDays = async (
  db: Db,
  scope: Scope,
  zone: string,
  from: string,
  to: string,
): Promise<{ accountId: string; day: string }[]> => {
  const { rows } = await sql<{ account_id: string; day: string }>`
    select u.account_id, (coalesce(u.published_at, u.scheduled_at) at time zone ${zone})::date::text as day
    from publication u join post on post.workspace_id = u.workspace_id and post.id = u.post_id and post.removed_at is null
    where u.workspace_id = ${scope.workspaceId} and u.brand_id = ${scope.brandId}::uuid
      and u.state in ('scheduled', 'claimed', 'sending', 'published', 'unknown')
      and coalesce(u.published_at, u.scheduled_at) >= (${from}::date::timestamp at time zone ${zone})
      and coalesce(u.published_at, u.scheduled_at) < (${to}::date::timestamp at time zone ${zone})`.execute(db)
  return rows.map(({ account_id, day }) => ({ accountId: account_id, day }))
}

export interface HeardMessage {
  accountId: string
  person: string
  text: string
  hour: number
}

/** Messages since a moment with who wrote them and at what hour of the brand's day; the newest 20,000. */
export const listHeard = async (db: Db, scope: Scope, zone: string, since: Date): Promise<HeardMessage[]> => {
  const { rows } = await sql<{ account_id: string; person: string; text: string; hour: number }>`
    select m.account_id, m.author ->> 'id' as person, m.text, extract(hour from m.sent_at at time zone ${zone})::int as hour
    from message m where m.workspace_id = ${scope.workspaceId} and m.brand_id = ${scope.brandId}::uuid and m.sent_at >= ${since}
    order by m.sent_at desc limit 20000`.execute(db)
  return rows.map(({ account_id, ...row }) => ({ accountId: account_id, ...row }))
}

/** The newest follower count of every account of a brand; accounts without one are missing. */
export const listFollowers = async (db: Db, scope: Scope): Promise<Map<string, number>> => {
  const { rows } = await sql<{ account_id: string; value: number }>`
    select distinct on (r.account_id) r.account_id, r.value from account_reading r
    join account a on a.workspace_id = r.workspace_id and a.id = r.account_id
    where r.workspace_id = ${scope.workspaceId} and a.brand_id = ${scope.brandId}::uuid and r.metric = 'followers'
    order by r.account_id, r.observed_at desc`.execute(db)
  return new Map(rows.map(({ account_id, value }) => [account_id, value]))
}
