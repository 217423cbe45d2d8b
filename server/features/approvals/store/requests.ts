/** The SQL of policies, questions and voices. */
import type { Kysely, Transaction } from 'kysely'
import { ApprovalPolicy, type ApprovalState, type ApprovalSubject, type ApprovalVote } from '../../../../contract/approvals.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { usualPolicy } from '../decide.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}
export interface Subject {
  kind: ApprovalSubject
  id: string
}
export interface RequestRow {
  id: string
  subject: Subject
  contentHash: string
  title: string
  excerpt: string
  policy: ApprovalPolicy
  step: number
  state: ApprovalState
  askedBy: string
  askedByKey: string
  askedAt: Date
  dueAt: Date | null
  closedAt: Date | null
}

/** Runs `work` in the transaction it is given, or in one of its own. */
export const together = <Result>(db: Db, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.isTransaction ? work(db as Transaction<DB>) : (db as Kysely<DB>).transaction().execute(work)

export const listPolicies = async (db: Db, { workspaceId, brandId }: Scope) => {
  const rows = await db
    .selectFrom('approval_policy')
    .select(['account_id', 'policy'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('account_id')
    .execute()
  const own = rows.find((row) => row.account_id === null)
  return {
    brand: own === undefined ? usualPolicy : ApprovalPolicy.parse(own.policy),
    accounts: rows.flatMap((row) =>
      row.account_id === null ? [] : [{ accountId: row.account_id, policy: ApprovalPolicy.parse(row.policy) }],
    ),
  }
}

/** The policy that holds for an account: its own, else its brand's, else one person who may approve. */
export const policyFor = async (db: Db, scope: Scope, accountId: string | null): Promise<ApprovalPolicy> => {
  const { brand, accounts } = await listPolicies(db, scope)
  return accounts.find((one) => one.accountId === accountId)?.policy ?? brand
}

export const keepPolicy = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  policy: { accountId: string | null; policy: ApprovalPolicy | null; by: string; now: Date },
): Promise<void> => {
  await db
    .deleteFrom('approval_policy')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('account_id', policy.accountId === null ? 'is' : '=', policy.accountId)
    .execute()
  if (policy.policy === null) return
  await db
    .insertInto('approval_policy')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      brand_id: brandId,
      account_id: policy.accountId,
      policy: JSON.stringify(policy.policy),
      updated_by: policy.by,
      updated_at: policy.now,
    })
    .execute()
}

const selectRequests = (db: Db, { workspaceId, brandId }: Scope) =>
  db.selectFrom('approval_request').selectAll().where('workspace_id', '=', workspaceId).where('brand_id', '=', brandId)

type Found = Awaited<ReturnType<ReturnType<typeof selectRequests>['execute']>>[number]
const toRow = (row: Found): RequestRow => ({
  id: row.id,
  subject: { kind: row.subject_kind as ApprovalSubject, id: row.subject_id },
  contentHash: row.content_hash,
  title: row.title,
  excerpt: row.excerpt,
  policy: ApprovalPolicy.parse(row.policy),
  step: row.step,
  state: row.state as ApprovalState,
  askedBy: row.asked_by,
  askedByKey: row.asked_by_key,
  askedAt: row.asked_at,
  dueAt: row.due_at,
  closedAt: row.closed_at,
})

/** The open question about a subject, locked until the transaction ends. */
export const lockOpen = async (trx: Transaction<DB>, scope: Scope, subject: Subject): Promise<RequestRow | null> => {
  const row = await selectRequests(trx, scope)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toRow(row)
}

/** The newest question about each of these subjects. */
export const findLatest = async (db: Db, scope: Scope, kind: ApprovalSubject, ids: string[]): Promise<RequestRow[]> => {
  if (ids.length === 0) return []
  const rows = await selectRequests(db, scope)
    .distinctOn('subject_id')
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', ids)
    .orderBy('subject_id')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toRow)
}

export const listRequests = async (
  db: Db,
  scope: Scope,
  options: { state?: ApprovalState; subjectKind?: ApprovalSubject; subjectId?: string; before?: string; limit: number },
): Promise<RequestRow[]> => {
  let query = selectRequests(db, scope)
  if (options.state !== undefined) query = query.where('state', '=', options.state)
  if (options.subjectKind !== undefined) query = query.where('subject_kind', '=', options.subjectKind)
  if (options.subjectId !== undefined) query = query.where('subject_id', '=', options.subjectId)
  if (options.before !== undefined) query = query.where('id', '<', options.before)
  return (await query.orderBy('id', 'desc').limit(options.limit).execute()).map(toRow)
}

export const insertRequest = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  request: Omit<RequestRow, 'id' | 'state' | 'step' | 'closedAt'>,
): Promise<RequestRow> => {
  const id = newId()
  await db
    .insertInto('approval_request')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: brandId,
      subject_kind: request.subject.kind,
      subject_id: request.subject.id,
      content_hash: request.contentHash,
      title: request.title,
      excerpt: request.excerpt,
      policy: JSON.stringify(request.policy),
      step: 0,
      state: 'open',
      asked_by: request.askedBy,
      asked_by_key: request.askedByKey,
      asked_at: request.askedAt,
      due_at: request.dueAt,
    })
    .execute()
  return { ...request, id, state: 'open', step: 0, closedAt: null }
}

export const updateRequest = async (
  db: Db,
  { workspaceId }: Scope,
  id: string,
  change: { state?: ApprovalState; step?: number; closedAt?: Date },
): Promise<void> => {
  await db
    .updateTable('approval_request')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.step === undefined ? {} : { step: change.step }),
      ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export interface VoteRow extends ApprovalVote {
  requestId: string
  voterKey: string
  voterRole: string | null
}

export const listVotes = async (db: Db, workspaceId: string, requestIds: string[]): Promise<VoteRow[]> => {
  if (requestIds.length === 0) return []
  const rows = await db
    .selectFrom('approval_vote')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('request_id', 'in', requestIds)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    requestId: row.request_id,
    step: row.step,
    voter: row.voter_name,
    voterKey: row.voter_key,
    voterRole: row.voter_role,
    vote: row.vote as 'approve' | 'changes',
    comment: row.comment,
    at: row.at.toISOString(),
  }))
}

/** Keeps a voice; a second one of the same person at the same step replaces the first (the trail keeps both). */
export const keepVote = async (
  db: Db,
  { workspaceId }: Scope,
  vote: {
    requestId: string
    step: number
    voter: { key: string; name: string; role: string }
    vote: 'approve' | 'changes'
    comment: string
    now: Date
  },
): Promise<void> => {
  const said = { voter_name: vote.voter.name, voter_role: vote.voter.role, vote: vote.vote, comment: vote.comment, at: vote.now }
  await db
    .insertInto('approval_vote')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      request_id: vote.requestId,
      step: vote.step,
      voter_key: vote.voter.key,
      ...said,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'request_id', 'step', 'voter_key']).doUpdateSet(said))
    .execute()
}
