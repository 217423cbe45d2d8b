/** Reads any plain table – CSV with any separator and encoding, JSON, a JSON text per line – as rows of cells, one at a time. */
import { type FoundDelimiter, findDelimiter } from '../../channels/exports/delimiter.ts'
import { readTable } from '../../channels/exports/rows.ts'
import { examineSource } from '../../channels/exports/source.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'
import { isNumeric, usesDecimalComma } from './cells.ts'
import { looksLikeJson, openJsonTable } from './json-table.ts'
import { type FileSource, openSource } from './source.ts'

export interface TableRow {
  /** As a spreadsheet counts: the first line of the file is 1. In JSON, the first entry is 1. */
  row: number
  cells: string[]
}

export interface Table {
  fileName: string
  /** The names in the header; “1”, “2” … where the file has none. */
  columns: string[]
  hasHeader: boolean
  decimal: '.' | ','
  rows: () => AsyncIterable<TableRow>
}

const isDay = (cell: string): boolean => /^\s*\d{4}-\d{1,2}-\d{1,2}\b/.test(cell)

const oneColumn: FoundDelimiter = { delimiter: ',', skipCharacters: 0, isWrapped: false }

const firstBytes = async (source: FileSource): Promise<Buffer> => {
  for await (const chunk of source.open()) return Buffer.from(chunk.subarray(0, 64 * 1024))
  return Buffer.alloc(0)
}

/** Errors: a Problem for a file that is none, is empty, binary, cut off in the middle of a cell, or has no columns. */
export const openTable = async (file: string): Promise<Table> => {
  const source = await openSource(file)
  const { fileName } = source
  if (looksLikeJson((await firstBytes(source)).toString('utf8'))) return openJsonTable(source)
  const examined = await examineSource(source)
  if (examined.kind === 'refused') throw new Problem(`${fileName}: ${sayOut(examined.reason)}`)
  const shape = { ...examined, ...(findDelimiter(examined.head) ?? oneColumn) }
  const records = async function* (): AsyncGenerator<TableRow> {
    for await (const event of readTable(source, shape)) {
      if (event.kind !== 'record') throw new Problem(words(`problem.${event.kind}`, { file: fileName, row: event.row }))
      yield event
    }
  }
  for await (const { cells } of records()) {
    // A header is words; a row of nothing but numbers and dates is already data.
    const hasHeader = !cells.every((cell) => isNumeric(cell) || isDay(cell) || cell.trim() === '')
    const columns = cells.map((cell, at) => (hasHeader ? cell.trim() : '') || String(at + 1))
    const rows = async function* (): AsyncGenerator<TableRow> {
      let first = hasHeader
      // A single column has no other cell to show that a line is there: an empty line is a missing value and keeps its place.
      let next = hasHeader ? 2 : 1
      for await (const record of records()) {
        if (first) {
          first = false
          next = record.row + 1
          continue
        }
        if (columns.length === 1) for (; next < record.row; next++) yield { row: next, cells: [''] }
        next = record.row + 1
        if (record.cells.length > columns.length && record.cells.slice(columns.length).some((cell) => cell.trim() !== ''))
          throw new Problem(
            words('problem.tooManyCells', { file: fileName, row: record.row, have: record.cells.length, want: columns.length }),
          )
        yield record
      }
    }
    return { fileName, columns, hasHeader, decimal: usesDecimalComma(examined.head, shape.delimiter) ? ',' : '.', rows }
  }
  throw new Problem(words('problem.empty', { file: fileName }))
}
