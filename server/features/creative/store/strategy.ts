/** What the strategy room wrote down, as far as creative work needs it: posts a week, and which post belongs to which pillar. Only read here. */
import { sql } from 'kysely'
import { StrategyContent } from '../../../../contract/strategy.ts'
import type { Db, Scope } from './people.ts'

/** The newest strategy of the brand; null when none was written. */
export const findStrategy = async (db: Db, { workspaceId, brandId }: Scope): Promise<StrategyContent | null> => {
  const row = await db
    .selectFrom('strategy_version')
    .select('content')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const content = StrategyContent.safeParse(row?.content)
  return content.success ? content.data : null
}

/** The pillar of each published post that is in one: its own, else that of the draft it came from. */
export const listPillarsOfPosts = async (db: Db, { workspaceId, brandId }: Scope): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; pillar: string }>`
    select post.id, coalesce(own.pillar_id, planned.pillar_id) as pillar from published_post post
    left join post_pillar own on own.workspace_id = post.workspace_id and own.published_post_id = post.id
    left join publication on publication.workspace_id = post.workspace_id and publication.id = post.publication_id
    left join post_pillar planned on planned.workspace_id = post.workspace_id and planned.post_id = publication.post_id
    where post.workspace_id = ${workspaceId} and post.brand_id = ${brandId}::uuid and coalesce(own.pillar_id, planned.pillar_id) is not null`.execute(
    db,
  )
  return new Map(rows.map(({ id, pillar }) => [id, pillar]))
}
