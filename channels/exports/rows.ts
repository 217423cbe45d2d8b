/** Streams the records of a text table: one at a time, flat memory, and a file that was cut off says where. */
import { CsvError, type Parser, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import type { FoundDelimiter } from './delimiter.ts'
import { decodeSource, type ExportSource, type TextEncoding } from './source.ts'

export type TableEvent =
  /** `row` counts as a spreadsheet does: the first record of the file is 1. */
  | { kind: 'record'; row: number; cells: string[]; wasWrapped: boolean }
  /** The file ends inside a quoted cell: everything before `row` is whole. */
  | { kind: 'cut'; row: number }
  /** A cell longer than any post: a quotation mark that is never closed swallowed what follows. */
  | { kind: 'endless'; row: number }

/** A record longer than this is taken for an unclosed quotation mark, in characters. */
const longestRecord = 2_000_000

const options = (delimiter: string) => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: longestRecord,
})

/** The cells of a record that sits in one quoted cell. */
const reparse = (text: string, delimiter: string): string[] | null => {
  try {
    return (parseNow(text, options(delimiter)) as string[][])[0] ?? null
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

async function* withoutStart(pieces: AsyncGenerator<string>, skipCharacters: number): AsyncGenerator<string> {
  let toSkip = skipCharacters
  for await (const piece of pieces) {
    const rest = piece.slice(toSkip)
    toSkip = Math.max(0, toSkip - piece.length)
    if (rest !== '') yield rest
  }
}

/** Feeds the parser one piece; its error, if any, comes back as a value after the records before it. */
const feed = (parser: Parser, piece: string | null): Promise<CsvError | null> =>
  new Promise((resolve, reject) => {
    const done = (error?: Error | null) =>
      error === null || error === undefined ? resolve(null) : error instanceof CsvError ? resolve(error) : reject(error)
    if (piece === null) parser.end(done)
    else parser.write(piece, done)
  })

/** Yields every non-empty record. Throws only for bugs and I/O. Cost: about 25 MB/s, flat memory. */
export async function* readTable(
  source: ExportSource,
  shape: { encoding: TextEncoding; bomBytes: number } & FoundDelimiter,
): AsyncGenerator<TableEvent> {
  // Records are taken in the callback, not from the stream: a stream that fails throws away what it still holds.
  let records: string[][] = []
  const parser = parse({
    ...options(shape.delimiter),
    on_record: (record: string[]) => {
      records.push(record)
      return null
    },
  })
  // The same error comes back from write and end; without a listener it would end the process.
  parser.on('error', (error) => {
    if (!(error instanceof CsvError)) throw error
  })
  parser.resume()
  let row = 0
  const taken = function* (): Generator<TableEvent> {
    const batch = records
    records = []
    for (const cells of batch) {
      row++
      const only = cells.length === 1 ? (cells[0] as string) : null
      if (only !== null && only.trim() === '') continue
      const inner = only !== null && only.includes(shape.delimiter) ? reparse(only, shape.delimiter) : null
      yield inner !== null && inner.length > 1
        ? { kind: 'record', row, cells: inner, wasWrapped: true }
        : { kind: 'record', row, cells, wasWrapped: false }
    }
  }
  const pieces = withoutStart(decodeSource(source, shape), shape.skipCharacters)
  try {
    for (;;) {
      const { value, done } = await pieces.next()
      const error = await feed(parser, done === true ? null : value)
      yield* taken()
      if (error !== null) {
        if (error.code === 'CSV_QUOTE_NOT_CLOSED') yield { kind: 'cut', row: row + 1 }
        else if (error.code === 'CSV_MAX_RECORD_SIZE') yield { kind: 'endless', row: row + 1 }
        else throw error
      }
      if (error !== null || done === true) return
    }
  } finally {
    // Closes the file also when the caller stops early.
    await pieces.return(undefined)
    parser.destroy()
  }
}
