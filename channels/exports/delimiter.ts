/** Finds what separates the cells of a text table, by evidence in its first records, never by the file's extension. */

const candidates = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof candidates)[number]

export interface FoundDelimiter {
  delimiter: Delimiter
  /** Characters to skip at the start: a `sep=` line that a spreadsheet program wrote. */
  skipCharacters: number
  /** Every record sits in one quoted cell and must be read a second time: what some spreadsheet programs do on saving. */
  isWrapped: boolean
}

/** Cuts text into records at line ends outside quotation marks; the last, possibly incomplete one is left out unless it is the only one. */
const splitRecords = (text: string, most: number): string[] => {
  const records: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at < text.length && records.length < most; at++) {
    const sign = text[at]
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (at > start) records.push(text.slice(start, at))
      start = at + 1
    }
  }
  if (records.length === 0 && text.length > start) records.push(text.slice(start))
  return records
}

const countCells = (record: string, delimiter: string): number => {
  let cells = 1
  let quoted = false
  for (const sign of record) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && sign === delimiter) cells++
  }
  return cells
}

/** How well a delimiter fits: many cells, and as many in the other records as in the widest of the first ones. */
const fit = (records: string[], delimiter: string): { cells: number; score: number } => {
  const counts = records.map((record) => countCells(record, delimiter))
  const cells = Math.max(...counts.slice(0, 10))
  if (cells < 2) return { cells, score: 0 }
  const agreeing = counts.filter((count) => count === cells).length / counts.length
  return { cells, score: agreeing * Math.log2(cells + 1) }
}

const best = (records: string[]): { delimiter: Delimiter; score: number } =>
  candidates.map((delimiter) => ({ delimiter, score: fit(records, delimiter).score })).reduce((a, b) => (b.score > a.score ? b : a))

const unwrap = (record: string): string | null => {
  const inner = /^"([\s\S]*)"[,;\t]*$/.exec(record.trim())?.[1]
  return inner === undefined ? null : inner.replaceAll('""', '"')
}

/** Looks at the decoded head of a file. Null: there is no table of two or more columns in it. Cost: O(characters of the head). */
export const findDelimiter = (head: string): FoundDelimiter | null => {
  const said = /^sep=(.)\r?\n/.exec(head) ?? /^"sep=(.)"\r?\n/.exec(head)
  const skipCharacters = said?.[0].length ?? 0
  const records = splitRecords(head.slice(skipCharacters), 40)
  if (said !== null && candidates.includes(said[1] as Delimiter) && fit(records, said[1] as string).score > 0) {
    return { delimiter: said[1] as Delimiter, skipCharacters, isWrapped: false }
  }
  const plain = best(records)
  if (plain.score > 0) return { delimiter: plain.delimiter, skipCharacters, isWrapped: false }
  const unwrapped = records.map(unwrap)
  if (unwrapped.every((record) => record !== null) && unwrapped.length > 0) {
    const wrapped = best(unwrapped)
    if (wrapped.score > 0) return { delimiter: wrapped.delimiter, skipCharacters, isWrapped: true }
  }
  return null
}
