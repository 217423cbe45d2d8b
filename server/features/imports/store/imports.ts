/** The SQL of imported files: keeping, showing and moving them from state to state. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Import, ImportChoices, ImportPreview, ImportReport, ImportState } from '../../../../contract/imports.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { DB } from '../../../database/types.ts'

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

export const toRow = (row: Selectable<DB['import']>): ImportRow => ({
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

/** The row of one import, to be changed. */
export const at = (db: Db, { workspaceId, importId }: ImportReference) =>
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
