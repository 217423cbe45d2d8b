/** The SQL of competitors and their days. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Competitor, CompetitorDay } from '../../../contract/benchmarks.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}
type Source = Competitor['source']

const toCompetitor = (
  row: Selectable<DB['competitor']> & { days: string | number; newest_day: string | null; newest_followers: number | null },
): Competitor => ({
  id: row.id,
  network: row.network,
  handle: row.handle,
  displayName: row.display_name,
  source: row.source as Source,
  state: row.state as Competitor['state'],
  reason: row.state_reason as unknown as Sentence | null,
  lastReadAt: row.last_read_at?.toISOString() ?? null,
  days: Number(row.days),
  newest: row.newest_day === null || row.newest_followers === null ? null : { day: row.newest_day, followers: row.newest_followers },
})

/** Oldest first; at most 200. */
export const listCompetitors = async (db: Db, scope: Scope, competitorId?: string): Promise<Competitor[]> => {
  const only = competitorId === undefined ? sql`` : sql`and c.id = ${competitorId}::uuid`
  const { rows } = await sql<Parameters<typeof toCompetitor>[0]>`select c.*,
      (select count(*) from competitor_day d where d.workspace_id = c.workspace_id and d.competitor_id = c.id) as days,
      newest.day::text as newest_day, newest.followers as newest_followers
    from competitor c left join lateral (
      select day, followers from competitor_day d
      where d.workspace_id = c.workspace_id and d.competitor_id = c.id and followers is not null order by day desc limit 1) newest on true
    where c.workspace_id = ${scope.workspaceId} and c.brand_id = ${scope.brandId}::uuid ${only}
    order by c.added_at, c.id limit 200`.execute(db)
  return rows.map(toCompetitor)
}

export const findCompetitor = async (db: Db, scope: Scope, competitorId: string): Promise<Competitor | null> =>
  (await listCompetitors(db, scope, competitorId))[0] ?? null

/** The competitor of that handle and network, made when it is new. Answers its id. */
export const ensureCompetitor = async (
  db: Db,
  scope: Scope,
  one: { network: string | null; handle: string; displayName: string; source: Source; by: string; now: Date },
): Promise<string> => {
  const { rows } = await sql<{ id: string }>`insert into competitor
      (workspace_id, id, brand_id, network, handle, display_name, source, state, added_at, added_by)
    values (${scope.workspaceId}, ${newId()}::uuid, ${scope.brandId}::uuid, ${one.network}, ${one.handle}, ${one.displayName}, ${one.source}, 'seen', ${one.now}, ${one.by})
    on conflict (workspace_id, brand_id, coalesce(network, ''), lower(handle)) do update set display_name = excluded.display_name
    returning id`.execute(db)
  return rows[0]?.id as string
}

/** A day that is told again replaces what it was, but a null does not replace a number: a later page may not reach back as far. Cost: one statement per 5,000 days. */
export const saveDays = async (
  db: Db,
  workspaceId: string,
  competitorId: string,
  origin: Source,
  days: readonly CompetitorDay[],
): Promise<void> => {
  const once = [...new Map(days.map((day) => [day.day, day])).values()]
  for (let start = 0; start < once.length; start += 5000) {
    const part = once.slice(start, start + 5000)
    await db
      .insertInto('competitor_day')
      .values(part.map((day) => ({ workspace_id: workspaceId, competitor_id: competitorId, origin, ...day })))
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'competitor_id', 'day']).doUpdateSet((eb) => ({
          followers: eb.fn.coalesce('excluded.followers', 'competitor_day.followers'),
          posts: eb.fn.coalesce('excluded.posts', 'competitor_day.posts'),
          engagements: eb.fn.coalesce('excluded.engagements', 'competitor_day.engagements'),
          origin: eb.ref('excluded.origin'),
        })),
      )
      .execute()
  }
}

export const noteRead = async (
  db: Db,
  workspaceId: string,
  competitorId: string,
  { state, reason, now }: { state: Competitor['state']; reason: Sentence | null; now: Date },
): Promise<void> => {
  await db
    .updateTable('competitor')
    .set((eb) => ({
      state,
      state_reason: reason === null ? null : JSON.stringify(reason),
      vanished_at: state === 'vanished' ? eb.fn.coalesce('vanished_at', eb.val(now)) : null,
      ...(state === 'unread' ? {} : { last_read_at: now }),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', competitorId)
    .execute()
}

/** Days of some competitors between two days, oldest first. */
export const listDays = async (
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Map<string, CompetitorDay[]>> => {
  const found = new Map<string, CompetitorDay[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('competitor_day')
    .select(['competitor_id', 'followers', 'posts', 'engagements'])
    .select(sql<string>`day::text`.as('day'))
    .where('workspace_id', '=', workspaceId)
    .where('competitor_id', 'in', ids)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()
  for (const { competitor_id: id, ...day } of rows) found.get(id)?.push(day)
  return found
}

/** False when there is none. */
export const deleteCompetitor = async (db: Db, scope: Scope, competitorId: string): Promise<boolean> => {
  const gone = await db
    .deleteFrom('competitor')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', competitorId)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** Brands with public accounts to read. */
export const listFollowing = async (db: Db): Promise<Scope[]> => {
  const rows = await db.selectFrom('competitor').select(['workspace_id', 'brand_id']).where('source', '=', 'api').distinct().execute()
  return rows.map((row) => ({ workspaceId: row.workspace_id, brandId: row.brand_id }))
}
