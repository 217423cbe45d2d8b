/** One column of numbers in the order of the file, with dates where there are any, held to what a series must be. */
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { needMoment, readCell } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable, type Table } from './open-table.ts'

export interface Series {
  fileName: string
  column: string
  /** NaN is missing and keeps its place. */
  values: Float64Array
  /** The row of the file that each value stands in. */
  rows: Uint32Array
  /** The date as it was written; null where the file has none. */
  dates: string[] | null
  /** The same as milliseconds since 1970. */
  moments: Float64Array | null
}

export interface SeriesOptions {
  column?: string
  date?: string
}

const dateNames = ['date', 'day', 'time', 'ds', 'month', 'week', 'timestamp', 'utc', 'datetime', 'occurred_at', 'التاريخ', 'اليوم']
const valueNames = ['value', 'y', 'raw', 'count', 'total', 'القيمة']

/** The named column, else one with a usual name, else the only one that is not the date. */
const pickValue = (table: Table, options: SeriesOptions, date: number | null): number => {
  const asked = findColumn(table, options.column, valueNames, '--column')
  if (asked !== null) return asked
  const others = table.columns.map((_, at) => at).filter((at) => at !== date)
  if (others.length === 1) return others[0] as number
  // Two columns without names: the first is the date when the second is asked to be the value.
  return needColumn(table, undefined, valueNames, '--column')
}

/** Grows by doubling: ten million numbers are 80 MB, not ten million objects. */
export const growing = <Values extends Float64Array | Uint32Array | Int32Array>(make: (length: number) => Values) => {
  let values = make(1024)
  let length = 0
  return {
    push: (value: number) => {
      if (length === values.length) {
        const larger = make(length * 2)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
    take: (): Values => values.slice(0, length) as Values,
  }
}

const looksLikeDates = async (table: Table, at: number): Promise<boolean> => {
  for await (const { cells } of table.rows()) {
    const cell = (cells[at] ?? '').trim()
    if (cell !== '') return /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./-]\d{1,2}[./-]\d{4}/.test(cell)
  }
  return false
}

/**
 * Reads a series. Errors: a Problem with file, row and column for what is no number, infinite, a date that is none, comes twice or goes back. Cost: about
 * a million rows a second and a half; 8 bytes a value, more where there are dates.
 */
export const readSeries = async (file: string, options: SeriesOptions, tell: (rows: number) => void = () => {}): Promise<Series> => {
  const table = await openTable(file)
  let date = findColumn(table, options.date, dateNames, '--date')
  if (date === null && table.columns.length === 2 && options.column === undefined && (await looksLikeDates(table, 0))) date = 0
  const column = pickValue(table, options, date)
  const [name, dateName] = [table.columns[column] as string, date === null ? '' : (table.columns[date] as string)]
  const values = growing((length) => new Float64Array(length))
  const rows = growing((length) => new Uint32Array(length))
  const moments = date === null ? null : growing((length) => new Float64Array(length))
  const dates: string[] = []
  let [before, rowBefore, count] = [Number.NEGATIVE_INFINITY, 0, 0]
  for await (const { row, cells } of table.rows()) {
    const at = { file: table.fileName, row, column: name }
    if (date !== null) {
      const moment = needMoment(cells[date], { ...at, column: dateName })
      const shown = (cells[date] ?? '').trim()
      if (moment === before) throw new Problem(words('problem.dateTwice', { ...at, column: dateName, cell: shown, before: rowBefore }))
      if (moment < before) throw new Problem(words('problem.dateBack', { ...at, column: dateName, cell: shown, before: rowBefore }))
      ;[before, rowBefore] = [moment, row]
      moments?.push(moment)
      dates.push(shown)
    }
    values.push(readCell(cells[column], at, table.decimal))
    rows.push(row)
    if (++count % 50_000 === 0) tell(count)
  }
  if (count === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return {
    fileName: table.fileName,
    column: name,
    values: values.take(),
    rows: rows.take(),
    dates: date === null ? null : dates,
    moments: moments?.take() ?? null,
  }
}

/** Where a value stands: its date, else its row. */
export const placeOf = (series: Series, index: number): string =>
  series.dates?.[index] ?? words('series.row', { row: series.rows[index] ?? index + 1 })
