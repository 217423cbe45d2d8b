/** Finds the columns that an analysis needs: by the name a person gave, else by the names they usually have. */
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import type { Table } from './open-table.ts'

export const normalName = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s.#-]+/g, '_')
    .replace(/^_+|_+$/g, '')

/** Names as they were written: the most helpful thing to say when one of them was not found. */
const shownColumns = ({ columns }: Table): string => columns.map((name) => `“${name}”`).join(', ')

/** The index of a column, by an option's value or one of the usual names; null when it is not there and need not be. */
export const findColumn = (table: Table, asked: string | undefined, usual: readonly string[], option: string): number | null => {
  const names = table.columns.map(normalName)
  if (asked !== undefined) {
    const exact = table.columns.indexOf(asked)
    const at = exact >= 0 ? exact : names.indexOf(normalName(asked))
    if (at >= 0) return at
    throw new Problem(words('problem.noColumn', { file: table.fileName, column: asked, option, columns: shownColumns(table) }))
  }
  for (const name of usual) {
    const at = names.indexOf(normalName(name))
    if (at >= 0) return at
  }
  return null
}

/** As findColumn, for a column without which there is no answer. */
export const needColumn = (table: Table, asked: string | undefined, usual: readonly string[], option: string): number => {
  const at = findColumn(table, asked, usual, option)
  if (at !== null) return at
  throw new Problem(
    words('problem.needColumn', { file: table.fileName, usual: usual.slice(0, 3).join(', '), option, columns: shownColumns(table) }),
  )
}
