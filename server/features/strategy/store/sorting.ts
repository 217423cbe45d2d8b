/** The SQL of pillars: which post belongs to which, and the posts that nobody has sorted yet. */
import { sql } from 'kysely'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './versions.ts'

export interface SortableRow {
  kind: 'draft' | 'published'
  id: string
  text: string
  at: Date
  pillarId: string | null
}

/** Published posts and drafts that have not gone out, newest first. Cost: one page of each. */
export const listSortable = async (
  db: Db,
  scope: Scope,
  page: { unsortedOnly: boolean; before?: Date; limit: number },
): Promise<SortableRow[]> => {
  const { rows } = await sql<{ kind: 'draft' | 'published'; id: string; text: string; at: Date; pillar_id: string | null }>`
    select * from (
      select 'published' as kind, p.id, p.text, p.published_at as at, s.pillar_id
      from published_post p left join post_pillar s on s.workspace_id = p.workspace_id and s.published_post_id = p.id
      where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid
      union all
      select 'draft', p.id, (select v.content ->> 'text' from post_version v where v.workspace_id = p.workspace_id and v.post_id = p.id
        order by v.account_id nulls first limit 1), p.updated_at, s.pillar_id
      from post p left join post_pillar s on s.workspace_id = p.workspace_id and s.post_id = p.id
      where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid and p.removed_at is null
        and not exists (select 1 from publication u where u.workspace_id = p.workspace_id and u.post_id = p.id and u.state = 'published')
    ) both_kinds
    where text is not null ${page.unsortedOnly ? sql`and pillar_id is null` : sql``}
      ${page.before === undefined ? sql`` : sql`and at < ${page.before}`}
    order by at desc, id limit ${page.limit}`.execute(db)
  return rows.map(({ pillar_id, ...row }) => ({ ...row, at: new Date(row.at), pillarId: pillar_id }))
}

/** One post with its pillar; null when the brand has none of that id. */
export const findSortable = async (db: Db, scope: Scope, kind: 'draft' | 'published', id: string): Promise<SortableRow | null> => {
  const { rows } =
    kind === 'published'
      ? await sql<{
          text: string
          at: Date
          pillar_id: string | null
        }>`select p.text, p.published_at as at, s.pillar_id from published_post p
          left join post_pillar s on s.workspace_id = p.workspace_id and s.published_post_id = p.id
          where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid and p.id = ${id}::uuid`.execute(db)
      : await sql<{ text: string; at: Date; pillar_id: string | null }>`select coalesce((select v.content ->> 'text' from post_version v
            where v.workspace_id = p.workspace_id and v.post_id = p.id order by v.account_id nulls first limit 1), '') as text, p.updated_at as at, s.pillar_id
          from post p left join post_pillar s on s.workspace_id = p.workspace_id and s.post_id = p.id
          where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid and p.id = ${id}::uuid`.execute(db)
  const [row] = rows
  return row === undefined ? null : { kind, id, text: row.text, at: new Date(row.at), pillarId: row.pillar_id }
}

export const countUnsorted = async (db: Db, scope: Scope): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from published_post p
    where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid
      and not exists (select 1 from post_pillar s where s.workspace_id = p.workspace_id and s.published_post_id = p.id)`.execute(db)
  return rows[0]?.n ?? 0
}

/** Puts posts of the brand into a pillar, or out of all; posts of another brand are left alone. Answers how many were sorted. */
export const sortPosts = async (
  db: Db,
  scope: Scope,
  posts: { kind: 'draft' | 'published'; id: string }[],
  pillarId: string | null,
  by: string,
  now: Date,
): Promise<number> => {
  let sorted = 0
  for (const kind of ['draft', 'published'] as const) {
    const ids = posts.filter((post) => post.kind === kind).map(({ id }) => id)
    if (ids.length === 0) continue
    const [table, column] = kind === 'draft' ? (['post', 'post_id'] as const) : (['published_post', 'published_post_id'] as const)
    const own = (
      await db
        .selectFrom(table)
        .select('id')
        .where('workspace_id', '=', scope.workspaceId)
        .where('brand_id', '=', scope.brandId)
        .where('id', 'in', ids)
        .execute()
    ).map(({ id }) => id)
    if (own.length === 0) continue
    await db.deleteFrom('post_pillar').where('workspace_id', '=', scope.workspaceId).where(column, 'in', own).execute()
    if (pillarId !== null)
      await db
        .insertInto('post_pillar')
        .values(
          own.map((id) => ({
            workspace_id: scope.workspaceId,
            id: newId(),
            brand_id: scope.brandId,
            pillar_id: pillarId,
            [column]: id,
            sorted_by: by,
            sorted_at: now,
          })),
        )
        .execute()
    sorted += own.length
  }
  return sorted
}

/** How many published posts since a moment are in each pillar; under null those in none. A post that came from a sorted draft is in its pillar. */
export const countPillars = async (db: Db, scope: Scope, since: Date): Promise<{ pillarId: string | null; n: number }[]> => {
  const { rows } = await sql<{ pillar_id: string | null; n: number }>`
    select coalesce(own.pillar_id, planned.pillar_id) as pillar_id, count(*)::int as n
    from published_post p
    left join post_pillar own on own.workspace_id = p.workspace_id and own.published_post_id = p.id
    left join publication u on u.workspace_id = p.workspace_id and u.id = p.publication_id
    left join post_pillar planned on planned.workspace_id = u.workspace_id and planned.post_id = u.post_id
    where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid and p.published_at >= ${since}
    group by 1`.execute(db)
  return rows.map(({ pillar_id, n }) => ({ pillarId: pillar_id, n }))
}
