/** The SQL of candidates and all that hangs on them. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { CandidateInput, Consent } from '../../../../contract/vetting.ts'
import { type Claim, ClaimInput, ClaimResult, type Handed } from '../../../../contract/vetting-claims.ts'
import { type Form, type Score } from '../../../../contract/vetting-sheets.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}
export type One = Scope & { candidateId: string }
export type KeptConsent = Consent & { at: string; by: string }
export interface CandidateRow extends CandidateInput {
  id: string
  consent: KeptConsent | null
  createdAt: string
}

const day = (value: Date | string) => (typeof value === 'string' ? value.slice(0, 10) : value.toISOString().slice(0, 10))

export const listCandidates = async (db: Db, scope: Scope, candidateId?: string): Promise<CandidateRow[]> => {
  let query = db
    .selectFrom('candidate')
    .select((eb) => ['id', 'profile', 'consent', 'created_at', eb.cast<string>('keep_until', 'text').as('kept')])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
  if (candidateId !== undefined) query = query.where('id', '=', candidateId)
  const rows = await query.orderBy('id', 'desc').limit(500).execute()
  return rows.map((row) => ({
    ...CandidateInput.parse(row.profile),
    id: row.id,
    keepUntil: day(row.kept),
    consent: row.consent as KeptConsent | null,
    createdAt: row.created_at.toISOString(),
  }))
}

export const insertCandidate = async (db: Db, scope: Scope, candidate: CandidateInput, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('candidate')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      profile: JSON.stringify(candidate),
      keep_until: candidate.keepUntil,
      created_at: now,
    })
    .execute()
  return id
}

export const updateCandidate = async (db: Db, one: One, change: { profile?: CandidateInput; consent?: KeptConsent }): Promise<boolean> => {
  const { profile, consent } = change
  const result = await db
    .updateTable('candidate')
    .set({
      ...(profile === undefined ? {} : { profile: JSON.stringify(profile), keep_until: profile.keepUntil }),
      ...(consent === undefined ? {} : { consent: JSON.stringify(consent) }),
    })
    .where('workspace_id', '=', one.workspaceId)
    .where('brand_id', '=', one.brandId)
    .where('id', '=', one.candidateId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Deletes a candidate; claims, tables and sheets go with it. */
export const deleteCandidate = async (db: Db, one: One): Promise<boolean> =>
  (
    await db
      .deleteFrom('candidate')
      .where('workspace_id', '=', one.workspaceId)
      .where('brand_id', '=', one.brandId)
      .where('id', '=', one.candidateId)
      .executeTakeFirst()
  ).numDeletedRows > 0n

/** Candidates of all workspaces whose day has come. */
export const listEnded = async (db: Db, today: string): Promise<One[]> => {
  const { rows } = await sql<One>`select workspace_id as "workspaceId", brand_id as "brandId", id as "candidateId" from candidate
    where keep_until <= ${today}::date order by keep_until limit 500`.execute(db)
  return rows
}

export const listClaims = async (db: Db, workspaceId: string, candidateIds: string[]): Promise<(Claim & { candidateId: string })[]> => {
  if (candidateIds.length === 0) return []
  const rows = await db
    .selectFrom('candidate_claim')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('candidate_id', 'in', candidateIds)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...ClaimInput.parse(row.claim),
    id: row.id,
    candidateId: row.candidate_id,
    result: row.result === null ? null : ClaimResult.parse(row.result),
  }))
}

export const insertClaim = async (db: Db, one: One, claim: ClaimInput): Promise<string> => {
  const id = newId()
  await db
    .insertInto('candidate_claim')
    .values({ workspace_id: one.workspaceId, id, candidate_id: one.candidateId, claim: JSON.stringify(claim) })
    .execute()
  return id
}

export const deleteClaim = async (db: Db, one: One, claimId: string): Promise<boolean> =>
  (
    await db
      .deleteFrom('candidate_claim')
      .where('workspace_id', '=', one.workspaceId)
      .where('candidate_id', '=', one.candidateId)
      .where('id', '=', claimId)
      .executeTakeFirst()
  ).numDeletedRows > 0n

export const saveResult = async (db: Db, one: One, claimId: string, result: ClaimResult | null): Promise<void> => {
  await db
    .updateTable('candidate_claim')
    .set({ result: result === null ? null : JSON.stringify(result) })
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .where('id', '=', claimId)
    .execute()
}

export const insertTable = async (
  db: Db,
  one: One,
  table: Pick<Handed, 'kind' | 'account' | 'network' | 'name'> & { rows: unknown[]; now: Date },
): Promise<void> => {
  await db
    .insertInto('candidate_table')
    .values({
      workspace_id: one.workspaceId,
      id: newId(),
      candidate_id: one.candidateId,
      kind: table.kind,
      account: table.account,
      network: table.network,
      name: table.name,
      rows: JSON.stringify(table.rows),
      added_at: table.now,
    })
    .execute()
}

export const deleteTable = async (db: Db, one: One, tableId: string): Promise<boolean> =>
  (
    await db
      .deleteFrom('candidate_table')
      .where('workspace_id', '=', one.workspaceId)
      .where('candidate_id', '=', one.candidateId)
      .where('id', '=', tableId)
      .executeTakeFirst()
  ).numDeletedRows > 0n

/** With `rows` where they are measured; without where they are only listed. */
export const listTables = async (db: Db, one: One): Promise<(Handed & { data: unknown[] })[]> => {
  const rows = await db
    .selectFrom('candidate_table')
    .selectAll()
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Handed['kind'],
    account: row.account,
    network: row.network,
    name: row.name,
    rows: (row.rows as unknown[]).length,
    data: row.rows as unknown[],
    addedAt: row.added_at.toISOString(),
  }))
}

export interface SheetRow {
  id: string
  candidateId: string
  form: Form
  userId: string
  userName: string
  source: string
  confirms: boolean | null
  scores: Score[]
  submittedAt: string
}
export const listSheets = async (db: Db, workspaceId: string, candidateIds: string[]): Promise<SheetRow[]> => {
  if (candidateIds.length === 0) return []
  const rows = await db
    .selectFrom('candidate_sheet')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('candidate_id', 'in', candidateIds)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    candidateId: row.candidate_id,
    form: row.form as Form,
    userId: row.user_id,
    userName: row.user_name,
    source: row.source,
    confirms: row.confirms,
    scores: row.scores as Score[],
    submittedAt: row.submitted_at.toISOString(),
  }))
}

export const deleteSheetsOf = async (db: Db, one: One, { form, source }: { form: Form; source: string }): Promise<void> => {
  await db
    .deleteFrom('candidate_sheet')
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .where('form', '=', form)
    .where('source', '=', source)
    .execute()
}

/** Keeps a sheet once; false when this person's sheet for the same thing is in already. */
export const insertSheet = async (
  db: Db,
  one: One,
  sheet: Omit<SheetRow, 'id' | 'candidateId' | 'submittedAt'> & { now: Date },
): Promise<boolean> => {
  const row = await db
    .insertInto('candidate_sheet')
    .values({
      workspace_id: one.workspaceId,
      id: newId(),
      candidate_id: one.candidateId,
      form: sheet.form,
      user_id: sheet.userId,
      user_name: sheet.userName,
      source: sheet.source,
      confirms: sheet.confirms,
      scores: JSON.stringify(sheet.scores),
      submitted_at: sheet.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
