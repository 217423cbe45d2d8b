/** The SQL that reads the names of posts and pillars, and the network of an account. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './costs.ts'

export const postTitles = async (db: Kysely<DB>, scope: Scope, ids: string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`select id, title from post
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** The pillar of each post that was sorted, and what pillars are called in the strategy as it stands. */
export const postPillars = async (db: Kysely<DB>, scope: Scope): Promise<{ byPost: Map<string, string>; names: Map<string, string> }> => {
  const { rows } = await sql<{ post: string; pillar: string }>`select post_id as post, pillar_id as pillar from post_pillar
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and post_id is not null`.execute(db)
  const { rows: pillars } = await sql<{ id: string; name: string }>`
    select pillar ->> 'id' as id, pillar ->> 'name' as name
    from (select content from strategy_version where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      order by number desc limit 1) as newest, jsonb_array_elements(newest.content -> 'pillars') as pillar`.execute(db)
  return { byPost: new Map(rows.map(({ post, pillar }) => [post, pillar])), names: new Map(pillars.map(({ id, name }) => [id, name])) }
}

/** The network of an account; null for one that is not there. */
export const networkOf = async (db: Kysely<DB>, { workspaceId }: Scope, accountId: string): Promise<string | null> => {
  const { rows } = await sql<{ network: string }>`select network from account
    where workspace_id = ${workspaceId} and id::text = ${accountId}`.execute(db)
  return rows[0]?.network ?? null
}
