/** The SQL that reads the names of posts. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './costs.ts'

export const postTitles = async (db: Kysely<DB>, scope: Scope, ids: string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`select id, title from post
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, title }) => [id, title]))
}
