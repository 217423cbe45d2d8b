/** The SQL of imported files. A worker holds a lease on a file; only its holder may write to it. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Import, ImportChoices, ImportPreview, ImportProblem, ImportReport, ImportState } from '../../../contract/imports.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export type Db = Kysely<DB> | Transaction<DB>

export interface ImportReference {
  workspaceId: string
  importId: string
}

export interface ImportRow {
  workspaceId: string
  id: string
  brandId: string
  fileName: string
  bytes: number
  sha256: string
  modifiedAt: Date | null
  state: ImportState
  network: string | null
  choices: ImportChoices
  preview: ImportPreview | null
  report: ImportReport | null
  rowsDone: number
  rowsTotal: number | null
  cancelRequested: boolean
  createdAt: Date
}

/** A lease lasts this long unless it is renewed; longer than any batch takes. */
const leaseMs = 15_000

const toRow = (row: Selectable<DB['import']>): ImportRow => ({
  workspaceId: row.workspace_id,
  id: row.id,
  brandId: row.brand_id,
  fileName: row.file_name,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  modifiedAt: row.modified_at,
  state: row.state as ImportState,
  network: row.network,
  choices: row.choices as ImportChoices,
  preview: row.preview as ImportPreview | null,
  report: row.report as ImportReport | null,
  rowsDone: row.rows_done,
  rowsTotal: row.rows_total,
  cancelRequested: row.cancel_requested,
  createdAt: row.created_at,
})

const iso = (moment: Date | string | null) => (moment === null ? null : new Date(moment).toISOString())

const toImport = (row: Selectable<DB['import']> & { same_at: Date | null }): Import => ({
  id: row.id,
  fileName: row.file_name,
  bytes: Number(row.bytes),
  state: row.state as ImportState,
  formatName: row.format_name as Import['formatName'],
  network: row.network,
  progress: row.progress,
  rowsDone: row.rows_done,
  rowsTotal: row.rows_total,
  choices: row.choices as ImportChoices,
  preview: row.preview as ImportPreview | null,
  report: row.report as ImportReport | null,
  problem: row.problem as Sentence | null,
  sameFileImportedAt: iso(row.same_at),
  createdAt: iso(row.created_at) as string,
  finishedAt: iso(row.finished_at),
})

const at = (db: Db, { workspaceId, importId }: ImportReference) =>
  db.updateTable('import').where('workspace_id', '=', workspaceId).where('id', '=', importId)

export const insertImport = async (
  db: Db,
  file: {
    workspaceId: string
    brandId: string
    id: string
    fileName: string
    bytes: number
    sha256: string
    modifiedAt: Date | null
    createdBy: string
    now: Date
  },
): Promise<void> => {
  await db
    .insertInto('import')
    .values({
      workspace_id: file.workspaceId,
      id: file.id,
      brand_id: file.brandId,
      file_name: file.fileName,
      bytes: file.bytes,
      sha256: file.sha256,
      modified_at: file.modifiedAt,
      state: 'uploaded',
      created_by: file.createdBy,
      created_at: file.now,
    })
    .execute()
}

export const findImport = async (db: Db, { workspaceId, importId }: ImportReference): Promise<ImportRow | null> => {
  const row = await db
    .selectFrom('import')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .executeTakeFirst()
  return row === undefined ? null : toRow(row)
}

/** When the same bytes were read in before, and still are. */
const sameAt =
  sql<Date | null>`(select max(other.finished_at) from import other where other.workspace_id = import.workspace_id and other.brand_id = import.brand_id
  and other.sha256 = import.sha256 and other.id <> import.id and other.state = 'done')`.as('same_at')

/** As the API shows it; null when it is not there or belongs to another brand. */
export const showImport = async (db: Db, workspaceId: string, brandId: string, importId: string): Promise<Import | null> => {
  const row = await db
    .selectFrom('import')
    .selectAll()
    .select(sameAt)
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', importId)
    .executeTakeFirst()
  return row === undefined ? null : toImport(row)
}

export const listImports = async (
  db: Db,
  query: { workspaceId: string; brandId: string; cursor?: string | undefined; limit: number },
): Promise<{ imports: Omit<Import, 'preview'>[]; nextCursor: string | null }> => {
  const skip = Math.max(0, Number.parseInt(query.cursor ?? '0', 10) || 0)
  const rows = await db
    .selectFrom('import')
    .selectAll()
    .select(sameAt)
    .where('workspace_id', '=', query.workspaceId)
    .where('brand_id', '=', query.brandId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(skip)
    .limit(query.limit + 1)
    .execute()
  const imports = rows.slice(0, query.limit).map((row) => {
    const { preview: _, ...shown } = toImport(row)
    return shown
  })
  return { imports, nextCursor: rows.length > query.limit ? String(skip + query.limit) : null }
}

/**
 * Takes a file to work on: from one of the given states, or from a worker that died in the middle. Answers its lease; null when somebody
 * else works on it or it is in another state.
 */
export const claimImport = async (
  db: Db,
  reference: ImportReference,
  from: ImportState[],
  to: 'reading' | 'importing',
  now: Date,
): Promise<{ row: ImportRow; token: string } | null> => {
  const token = newId()
  const row = await at(db, reference)
    .set({ state: to, lease_token: token, lease_until: new Date(now.getTime() + leaseMs), problem: null })
    .where(({ or, and, eb }) => or([eb('state', 'in', from), and([eb('state', '=', to), eb('lease_until', '<', now)])]))
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : { row: toRow(row), token }
}

/** Notes how far the holder of the lease is, and renews it; 'lost' when it is the holder no more. */
export const noteProgress = async (
  db: Db,
  reference: ImportReference,
  token: string,
  progress: { progress: number; rowsDone?: number; report?: ImportReport; now: Date },
): Promise<'go-on' | 'cancel' | 'lost'> => {
  const row = await at(db, reference)
    .set({
      progress: Math.min(1, progress.progress),
      lease_until: new Date(progress.now.getTime() + leaseMs),
      ...(progress.rowsDone === undefined ? {} : { rows_done: progress.rowsDone }),
      ...(progress.report === undefined ? {} : { report: JSON.stringify(progress.report) }),
    })
    .where('lease_token', '=', token)
    .returning('cancel_requested')
    .executeTakeFirst()
  if (row === undefined) return 'lost'
  return row.cancel_requested ? 'cancel' : 'go-on'
}

/** Ends the holder's work with a new state; false when it is the holder no more. */
export const finishWork = async (
  db: Db,
  reference: ImportReference,
  token: string,
  result: {
    state: ImportState
    format?: string
    formatName?: Import['formatName']
    network?: string | null
    preview?: ImportPreview
    report?: ImportReport | null
    problem?: Sentence | null
    rowsTotal?: number
    finishedAt?: Date
    progress?: number
  },
): Promise<boolean> => {
  const updated = await at(db, reference)
    .set({
      state: result.state,
      lease_token: null,
      lease_until: null,
      progress: result.progress ?? 1,
      ...(result.format === undefined ? {} : { format: result.format }),
      ...(result.formatName === undefined ? {} : { format_name: JSON.stringify(result.formatName) }),
      ...(result.network === undefined ? {} : { network: result.network }),
      ...(result.preview === undefined ? {} : { preview: JSON.stringify(result.preview) }),
      ...(result.report === undefined ? {} : { report: result.report === null ? null : JSON.stringify(result.report) }),
      ...(result.problem === undefined ? {} : { problem: result.problem === null ? null : JSON.stringify(result.problem) }),
      ...(result.rowsTotal === undefined ? {} : { rows_total: result.rowsTotal }),
      ...(result.finishedAt === undefined ? {} : { finished_at: result.finishedAt }),
    })
    .where('lease_token', '=', token)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Moves a file that nobody works on from one state to another; false when it was not in any of `from`. */
export const moveImport = async (
  db: Db,
  reference: ImportReference,
  from: ImportState[],
  to: ImportState,
  change: { choices?: ImportChoices; restart?: boolean; finishedAt?: Date } = {},
): Promise<boolean> => {
  const updated = await at(db, reference)
    .set({
      state: to,
      ...(change.choices === undefined ? {} : { choices: JSON.stringify(change.choices) }),
      ...(change.restart === true ? { progress: 0, rows_done: 0, report: null, problem: null, cancel_requested: false } : {}),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('state', 'in', from)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Asks the worker to stop at its next batch; false when none is at work. */
export const requestCancel = async (db: Db, reference: ImportReference): Promise<boolean> =>
  (await at(db, reference).set({ cancel_requested: true }).where('state', 'in', ['confirmed', 'importing', 'reading']).executeTakeFirst())
    .numUpdatedRows > 0n

export const replaceProblems = async (
  db: Db,
  { workspaceId, importId }: ImportReference,
  problems: Omit<ImportProblem, 'place'>[],
): Promise<void> => {
  await db.deleteFrom('import_problem').where('workspace_id', '=', workspaceId).where('import_id', '=', importId).execute()
  await addProblems(db, { workspaceId, importId }, 0, problems)
}

/** Adds problems from `place` on. */
export const addProblems = async (
  db: Db,
  { workspaceId, importId }: ImportReference,
  place: number,
  problems: Omit<ImportProblem, 'place'>[],
): Promise<void> => {
  for (let start = 0; start < problems.length; start += 500) {
    await db
      .insertInto('import_problem')
      .values(
        problems.slice(start, start + 500).map((problem, index) => ({
          workspace_id: workspaceId,
          import_id: importId,
          place: place + start + index,
          row_number: problem.row,
          column_name: problem.column,
          value: problem.value,
          severity: problem.severity,
          sentence: JSON.stringify(problem.sentence),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export const listProblems = async (
  db: Db,
  query: ImportReference & { cursor?: string | undefined; limit: number },
): Promise<{ problems: ImportProblem[]; nextCursor: string | null }> => {
  const rows = await db
    .selectFrom('import_problem')
    .selectAll()
    .where('workspace_id', '=', query.workspaceId)
    .where('import_id', '=', query.importId)
    .where('place', '>=', Math.max(0, Number.parseInt(query.cursor ?? '0', 10) || 0))
    .orderBy('place')
    .limit(query.limit + 1)
    .execute()
  return {
    problems: rows.slice(0, query.limit).map((row) => ({
      place: row.place,
      row: row.row_number,
      column: row.column_name,
      value: row.value,
      severity: row.severity as ImportProblem['severity'],
      sentence: row.sentence as unknown as Sentence,
    })),
    nextCursor: rows.length > query.limit ? String(rows[query.limit]?.place) : null,
  }
}

/** Files that were looked at and never confirmed, for tidying up. */
export const listForgotten = async (db: Db, before: Date): Promise<ImportReference[]> =>
  (
    await db
      .selectFrom('import')
      .select(['workspace_id', 'id'])
      .where('state', 'in', ['uploaded', 'ready', 'failed'])
      .where('created_at', '<', before)
      .execute()
  ).map((row) => ({ workspaceId: row.workspace_id, importId: row.id }))

/** Runs `work` in one transaction: all of a batch or nothing of it. */
export const inTransaction = <Result>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(work)

/** How many of these posts the brand has already. */
export const countKnown = async (
  db: Db,
  scope: { workspaceId: string; brandId: string; network: string | null },
  networkPostIds: string[],
): Promise<number> => {
  if (networkPostIds.length === 0) return 0
  const row = await db
    .selectFrom('published_post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where(sql<boolean>`network_post_id = any(${networkPostIds}::text[])`)
    .executeTakeFirstOrThrow()
  return row.count
}
