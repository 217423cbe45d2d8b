/** The SQL of rows and values that could not be used. */
import type { ImportProblem } from '../../../../contract/imports.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { Db, ImportReference } from './imports.ts'

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
