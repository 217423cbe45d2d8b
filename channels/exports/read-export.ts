/** Opens an export file: what it is, what its columns mean, and then its posts one by one. */
import { type Sentence, say } from '../../contract/sentence.ts'
import { type DateOrder, findDateOrder, placeInZone } from './dates.ts'
import { findDelimiter } from './delimiter.ts'
import { nameHeaders } from './headers.ts'
import type { ColumnReading, ExportReader, RowReading, TableReader } from './reader.ts'
import { readTable } from './rows.ts'
import { type ExportSource, examineSource } from './source.ts'

/** Rows looked at before the header must have come, and rows from which the order of dates is told. */
const headerWithin = 12
const sampleRows = 5000

export interface OpenedExport {
  kind: 'opened'
  format: string
  network: string | null
  name: { en: string; ar: string }
  bytes: number
  columns: ColumnReading[]
  dateOrder: DateOrder
  /** What must be said about the file as a whole. */
  warnings: Sentence[]
  rows: (options: { timeZone: string }) => AsyncGenerator<ExportRow>
}
export type ExportRow =
  | (RowReading & { row: number; wasWrapped: boolean })
  /** The file ends too early or a quotation mark is never closed; nothing comes after. */
  | { kind: 'cut'; row: number; sentence: Sentence }

export interface RefusedExport {
  kind: 'refused'
  bytes: number
  reason: Sentence
}

interface FoundHeader {
  reader: ExportReader
  table: TableReader
  row: number
}

const findHeader = (cells: string[], row: number, readers: ExportReader[]): FoundHeader | null => {
  const headers = nameHeaders(cells)
  // A network's own format before the plain table, which knows many of the same words.
  const [best] = readers
    .map((reader) => ({ reader, score: reader.recognise(headers) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => Number(b.reader.network !== null) - Number(a.reader.network !== null) || b.score - a.score)
  return best === undefined ? null : { reader: best.reader, table: best.reader.open(headers), row }
}

const cutSentence = (kind: 'cut' | 'endless', row: number) =>
  say(kind === 'cut' ? 'imports:problem.cutOff' : 'imports:problem.endlessCell', { row })

/**
 * Opens a file with the first of `readers` that knows it. Reads it once to the end (encoding) and its first rows; nothing is kept.
 * `sink` sees every byte of the first pass. Cost: 0.5 s per 100 MB, flat memory.
 */
export const openExport = async (
  source: ExportSource,
  readers: ExportReader[],
  sink?: (chunk: Uint8Array) => void,
): Promise<OpenedExport | RefusedExport> => {
  const examined = await examineSource(source, sink)
  if (examined.kind === 'refused') return examined
  const { bytes } = examined
  const found = findDelimiter(examined.head)
  if (found === null) return { kind: 'refused', bytes, reason: say('imports:refused.noTable') }
  const shape = { ...examined, ...found }

  let header: FoundHeader | null = null
  let firstRecord: string[] | null = null
  const dates: string[] = []
  for await (const event of readTable(source, shape)) {
    if (event.kind !== 'record') break
    firstRecord ??= event.cells
    if (header === null) {
      header = findHeader(event.cells, event.row, readers)
      if (header === null && event.row >= headerWithin) break
    } else {
      dates.push(event.cells[header.table.timeColumn] ?? '')
      if (dates.length >= sampleRows) break
    }
  }
  if (header === null) {
    const names = (firstRecord ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '')
    return {
      kind: 'refused',
      bytes,
      reason: say('imports:refused.unknownColumns', { columns: names.slice(0, 6).join(', ').slice(0, 200) }),
    }
  }

  const warnings = [...examined.warnings]
  const told = findDateOrder(dates)
  const usual = header.table.usualDateOrder
  if (told.contradictory) warnings.push(say('imports:warning.datesContradict'))
  else if (told.order !== null && told.order !== usual)
    warnings.push(say(`imports:warning.${told.order === 'day-first' ? 'dayFirst' : 'monthFirst'}`))
  else if (told.order === null && dates.some((cell) => /^\s*\d{1,2}[/-]\d{1,2}[/-]/.test(cell))) {
    warnings.push(say(`imports:warning.${usual === 'month-first' ? 'assumedMonthFirst' : 'assumedDayFirst'}`))
  }
  if (found.isWrapped) warnings.push(say('imports:warning.wrapped'))
  if (header.row > 1) warnings.push(say('imports:warning.preface', { row: header.row }))
  const dateOrder = told.order ?? usual
  const known = header

  async function* rows({ timeZone }: { timeZone: string }): AsyncGenerator<ExportRow> {
    const options = { dateOrder, place: placeInZone(timeZone) }
    for await (const event of readTable(source, shape)) {
      if (event.kind !== 'record') yield { kind: 'cut', row: event.row, sentence: cutSentence(event.kind, event.row) }
      else if (event.row > known.row)
        yield { ...known.table.readRow(event.cells, event.row, options), row: event.row, wasWrapped: event.wasWrapped }
    }
  }
  return {
    kind: 'opened',
    format: header.reader.format,
    network: header.reader.network,
    name: header.reader.name,
    bytes,
    columns: header.table.columns,
    dateOrder,
    warnings,
    rows,
  }
}

/** The first day and the last day that a file's name gives, e.g. "Feb-01-2025_Mar-15-2025_613168031534769.csv". */
export const periodOfName = (fileName: string): { from: string; to: string } | null => {
  const match = /([A-Z][a-z]{2})-(\d{2})-(\d{4})_([A-Z][a-z]{2})-(\d{2})-(\d{4})/.exec(fileName)
  if (match === null) return null
  const day = (month: string | undefined, date: string | undefined, year: string | undefined): string | null => {
    const at = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].indexOf(month ?? '')
    return at < 0 ? null : `${year}-${String(at + 1).padStart(2, '0')}-${date}`
  }
  const from = day(match[1], match[2], match[3])
  const to = day(match[4], match[5], match[6])
  return from === null || to === null ? null : { from, to }
}
