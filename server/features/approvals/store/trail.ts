/** The SQL of the trail: entries are added in order, under a lock of the brand, and never touched again. */
import { sql, type Transaction } from 'kysely'
import type { ApprovalEvent, ApprovalSubject } from '../../../../contract/approvals.ts'
import type { DB } from '../../../database/types.ts'
import { hashEntry, type TrailEntry } from '../trail-hash.ts'
import type { Db, Scope } from './requests.ts'

export interface NewEntry {
  at: Date
  act: ApprovalEvent['act']
  by: { key: string; name: string }
  requestId?: string
  subject?: { kind: ApprovalSubject; id: string }
  contentHash?: string
  step?: number
  note?: string
}

/** Adds an entry after the last one, inside the caller's transaction. Cost: one lock, one look, one insert. */
export const addEntry = async (trx: Transaction<DB>, { workspaceId, brandId }: Scope, entry: NewEntry): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}::text || ${brandId}::text, 28))`.execute(trx)
  const last = await trx
    .selectFrom('approval_event')
    .select(['number', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row: TrailEntry = {
    number: (last?.number ?? 0) + 1,
    at: entry.at,
    act: entry.act,
    byKey: entry.by.key,
    byName: entry.by.name,
    requestId: entry.requestId ?? null,
    subjectKind: entry.subject?.kind ?? null,
    subjectId: entry.subject?.id ?? null,
    contentHash: entry.contentHash ?? null,
    step: entry.step ?? null,
    note: entry.note ?? '',
    previousHash: last?.hash ?? '',
  }
  await trx
    .insertInto('approval_event')
    .values({
      workspace_id: workspaceId,
      brand_id: brandId,
      number: row.number,
      at: row.at,
      act: row.act,
      by_key: row.byKey,
      by_name: row.byName,
      request_id: row.requestId,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      content_hash: row.contentHash,
      step: row.step,
      note: row.note,
      previous_hash: row.previousHash,
      hash: hashEntry(row),
    })
    .execute()
}

const selectTrail = (db: Db, { workspaceId, brandId }: Scope) =>
  db.selectFrom('approval_event').selectAll().where('workspace_id', '=', workspaceId).where('brand_id', '=', brandId)

export const listTrail = async (
  db: Db,
  scope: Scope & { subjectKind?: ApprovalSubject; subjectId?: string; before?: number; limit: number },
): Promise<ApprovalEvent[]> => {
  let query = selectTrail(db, scope)
  if (scope.subjectKind !== undefined) query = query.where('subject_kind', '=', scope.subjectKind)
  if (scope.subjectId !== undefined) query = query.where('subject_id', '=', scope.subjectId)
  if (scope.before !== undefined) query = query.where('number', '<', scope.before)
  const rows = await query.orderBy('number', 'desc').limit(scope.limit).execute()
  return rows.map((row) => ({
    number: row.number,
    at: row.at.toISOString(),
    act: row.act as ApprovalEvent['act'],
    by: row.by_name,
    subjectKind: row.subject_kind as ApprovalSubject | null,
    subjectId: row.subject_id,
    contentHash: row.content_hash,
    step: row.step,
    note: row.note,
    hash: row.hash,
  }))
}

/** The whole trail in order, for checking it. Cost: O(entries); about 400 bytes each. */
export const readWholeTrail = async (db: Db, scope: Scope): Promise<(TrailEntry & { hash: string })[]> =>
  (await selectTrail(db, scope).orderBy('number').execute()).map((row) => ({
    number: row.number,
    at: row.at,
    act: row.act,
    byKey: row.by_key,
    byName: row.by_name,
    requestId: row.request_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    contentHash: row.content_hash,
    step: row.step,
    note: row.note,
    previousHash: row.previous_hash,
    hash: row.hash,
  }))
