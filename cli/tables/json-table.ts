/** JSON as a table: a list of numbers, a list of objects, an object with one such list, or an object per line. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import type { Table, TableRow } from './open-table.ts'
import type { FileSource } from './source.ts'

/** Whether the start of a text is JSON and not a table whose first cell begins with a bracket. */
export const looksLikeJson = (head: string): boolean => /^\uFEFF?\s*(\[|\{\s*")/.test(head)

const toCell = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number | boolean)

const readWhole = async (source: FileSource): Promise<unknown> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open()) chunks.push(chunk)
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return readLines(source, error)
  }
}

/** A JSON text per line; the error of the whole is told when the first line is none either. */
const readLines = async (source: FileSource, whole: SyntaxError): Promise<unknown[]> => {
  const entries: unknown[] = []
  let row = 0
  for await (const line of createInterface({ input: Readable.from(source.open()), crlfDelay: Number.POSITIVE_INFINITY })) {
    row++
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    try {
      entries.push(JSON.parse(text))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new Problem(
        entries.length === 0
          ? words('problem.notJson', { file: source.fileName, reason: whole.message })
          : words('problem.notJsonLine', { file: source.fileName, row, reason: error.message }),
      )
    }
  }
  return entries
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (content: unknown): unknown[] | null => {
  if (Array.isArray(content)) return content
  if (!isRecord(content)) return null
  const lists = Object.values(content).filter((value) => Array.isArray(value))
  return lists.length === 1 ? (lists[0] as unknown[]) : [content]
}

/** Errors: a Problem with the place for what is no JSON, is empty, or mixes numbers with objects. Cost: the file is held in memory. */
export const openJsonTable = async (source: FileSource): Promise<Table> => {
  const { fileName } = source
  const entries = listOf(await readWhole(source))
  if (entries === null || entries.length === 0) throw new Problem(words('problem.empty', { file: fileName }))
  const common = { fileName, hasHeader: true, decimal: '.' as const }
  if (!entries.some(isRecord)) {
    const columns = ['value']
    const rows = async function* (): AsyncGenerator<TableRow> {
      for (const [index, entry] of entries.entries()) yield { row: index + 1, cells: [toCell(entry)] }
    }
    return { ...common, columns, rows }
  }
  const names = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    if (!isRecord(entry)) throw new Problem(words('problem.mixedJson', { file: fileName, row: index + 1 }))
    for (const name of Object.keys(entry)) names.add(name)
  }
  const columns = [...names]
  const rows = async function* (): AsyncGenerator<TableRow> {
    for (const [index, entry] of entries.entries())
      yield { row: index + 1, cells: columns.map((name) => toCell((entry as Record<string, unknown>)[name])) }
  }
  return { ...common, columns, rows }
}
