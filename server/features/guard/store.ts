/** The SQL of the guard: what is planned, and answers that were given in the same words. It writes nothing. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}

export interface PlannedText {
  postId: string
  title: string
  text: string
  network: string | null
}

/** Every version of every post that has not gone out, newest first; at most 500. */
export const listPlannedTexts = async (db: Kysely<DB>, scope: Scope): Promise<PlannedText[]> => {
  const { rows } = await sql<{ post_id: string; title: string; text: string; network: string | null }>`
    select p.id as post_id, p.title, v.content ->> 'text' as text, a.network
    from post p join post_version v on v.workspace_id = p.workspace_id and v.post_id = p.id
    left join account a on a.workspace_id = v.workspace_id and a.id = v.account_id
    where p.workspace_id = ${scope.workspaceId} and p.brand_id = ${scope.brandId}::uuid and p.removed_at is null
      and not exists (select 1 from publication u where u.workspace_id = p.workspace_id and u.post_id = p.id and u.state = 'published')
    order by p.updated_at desc, p.id limit 500`.execute(db)
  return rows.map(({ post_id: postId, ...row }) => ({ postId, ...row }))
}

/** How many answers of an account have these words since a moment, whatever their case and spaces. */
export const countSameAnswers = async (
  db: Kysely<DB>,
  scope: Scope,
  about: { accountId: string; text: string; since: Date; postId: string | undefined },
): Promise<number> => {
  const plain = about.text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from publication u
    join post_version v on v.workspace_id = u.workspace_id and v.post_id = u.post_id and v.content ? 'replyTo'
    where u.workspace_id = ${scope.workspaceId} and u.brand_id = ${scope.brandId}::uuid and u.account_id = ${about.accountId}::uuid
      and u.updated_at >= ${about.since} and u.state not in ('canceled', 'failed', 'draft')
      and lower(regexp_replace(trim(v.content ->> 'text'), '\\s+', ' ', 'g')) = ${plain}
      and u.post_id is distinct from ${about.postId ?? null}::uuid`.execute(db)
  return rows[0]?.n ?? 0
}
