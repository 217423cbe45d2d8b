/** The SQL of who was told how their question was decided: each decision is taken once, by one process. */
import { sql, type Transaction } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Db } from './requests.ts'

/** A decision, with whoever asked for it and whoever spoke last. */
export interface DecisionRow {
  brandId: string
  brandName: string
  subjectKind: 'publication' | 'deliverable'
  subjectId: string
  title: string
  state: 'approved' | 'changes'
  /** Null: no address, or no longer a member of the workspace. */
  email: string | null
  language: 'en' | 'ar'
  by: string
  comment: string
}

/** Takes the decisions since `after` that nobody was told of, at most 200; what this transaction takes, no other gets. Cost: one index scan. */
export const takeUntold = async (trx: Transaction<DB>, after: Date, now: Date): Promise<{ workspaceId: string; requestId: string }[]> => {
  const { rows } = await sql<{ workspaceId: string; requestId: string }>`
    update approval_request set told_at = ${now}
    where (workspace_id, id) in (
      select workspace_id, id from approval_request
      where told_at is null and state in ('approved', 'changes') and closed_at > ${after}
      order by closed_at limit 200 for update skip locked)
    returning workspace_id as "workspaceId", id as "requestId"`.execute(trx)
  return rows
}

/** A decision as its letter needs it; null when it is gone, or when whoever asked decided alone and so knows. Cost: one look-up. */
export const findDecision = async (db: Db, workspaceId: string, requestId: string): Promise<DecisionRow | null> => {
  const { rows } = await sql<DecisionRow>`
    select request.brand_id as "brandId", brand.name as "brandName", request.subject_kind as "subjectKind", request.subject_id as "subjectId",
      coalesce(nullif(request.title, ''), left(request.excerpt, 60)) as title, request.state,
      case when member."userId" is null or asker.email like '%@no-mail.invalid' then null else asker.email end as email,
      coalesce(asker.language, 'en') as language, said.voter_name as by, said.comment
    from approval_request request
    join brand on brand.workspace_id = request.workspace_id and brand.id = request.brand_id
    join lateral (select voter_key, voter_name, comment from approval_vote vote
      where vote.workspace_id = request.workspace_id and vote.request_id = request.id order by vote.at desc, vote.id desc limit 1) said on true
    left join auth_user asker on request.asked_by_key = 'user:' || asker.id
    left join workspace_member member on member."organizationId" = request.workspace_id and member."userId" = asker.id
    where request.workspace_id = ${workspaceId} and request.id = ${requestId}::uuid and request.state in ('approved', 'changes')
      and said.voter_key <> request.asked_by_key`.execute(db)
  return rows[0] ?? null
}
