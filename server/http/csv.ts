/** Writes tables as CSV that spreadsheets open safely: BOM, quoted text, and no cell that a spreadsheet would run as a formula. */

export type CsvCell = string | number | boolean | Date | null

const dangerous = /^[=+\-@\t\r]/

/** One cell; text that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets themselves write it. */
export const csvCell = (cell: CsvCell): string => {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  const safe = dangerous.test(cell) ? `'${cell}` : cell
  return /[",\n\r;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvRow = (cells: CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** The whole file as pieces of text, its first one with the byte order mark that makes spreadsheets read UTF-8. */
export async function* csvFile(headers: string[], rows: AsyncIterable<CsvCell[]> | Iterable<CsvCell[]>): AsyncGenerator<string> {
  yield `\uFEFF${csvRow(headers)}`
  for await (const row of rows) yield csvRow(row)
}
