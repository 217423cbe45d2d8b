/** Competitors and their days from CSV: a row a competitor and day; a cell that cannot be is named with its row and column. */
import { parse } from 'csv-parse/sync'
import type { CompetitorDay } from '../../../contract/benchmarks.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'

const names: Record<string, readonly string[]> = {
  handle: ['handle', 'username', 'account', 'competitor', 'name', 'الحساب', 'المنافس'],
  day: ['day', 'date', 'التاريخ', 'اليوم'],
  followers: ['followers', 'follower_count', 'المتابعون', 'متابعون'],
  posts: ['posts', 'post_count', 'المنشورات', 'منشورات'],
  engagements: ['engagements', 'engagement', 'التفاعلات', 'التفاعل'],
}
const counts = ['followers', 'posts', 'engagements'] as const
const latin = (text: string) => text.replaceAll(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660)).replaceAll(/[٬,\s]/gu, '')

export type ReadFile =
  | { kind: 'read'; rows: number; competitors: Map<string, { handle: string; days: CompetitorDay[] }> }
  | { kind: 'refused'; reason: Sentence; where: string }

const refuse = (where: string, key: string, values: Record<string, string | number>): ReadFile => ({
  kind: 'refused',
  reason: say(`benchmarks:file.${key}`, values),
  where,
})

/** Row 1 is the header. An empty cell is not known; a day told twice counts once, the later row. Cost: O(characters). */
export const readFile = (csv: string): ReadFile => {
  let table: string[][]
  try {
    table = parse(csv, { bom: true, skip_empty_lines: true, trim: true, relax_column_count: true, max_record_size: 100_000 })
  } catch (error) {
    return refuse('csv', 'unreadable', { detail: error instanceof Error ? error.message.slice(0, 200) : '' })
  }
  const header = (table[0] ?? []).map((cell) => cell.toLowerCase().replaceAll(' ', '_'))
  const at = (field: string) => header.findIndex((cell) => names[field]?.includes(cell))
  for (const needed of ['handle', 'day', 'followers'])
    if (at(needed) === -1) return refuse('row 1', 'noColumn', { wanted: needed, columns: header.join(', ').slice(0, 300) })
  if (table.length < 2) return refuse('csv', 'empty', {})
  const competitors = new Map<string, { handle: string; days: CompetitorDay[] }>()
  for (const [i, row] of table.slice(1).entries()) {
    const cell = (field: string): string => row[at(field)] ?? ''
    const bad = (field: string) =>
      refuse(`row ${i + 2}`, 'badCell', { row: i + 2, column: header[at(field)] ?? field, cell: cell(field).slice(0, 60) })
    const handle = cell('handle').replace(/^@/, '')
    const day = latin(cell('day'))
    if (handle === '' || handle.length > 253) return bad('handle')
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return bad('day')
    const known: CompetitorDay = { day, followers: null, posts: null, engagements: null }
    for (const field of counts) {
      const text = latin(cell(field))
      if (text === '') continue
      if (!/^\d{1,12}$/.test(text)) return bad(field)
      known[field] = Number(text)
    }
    const key = handle.toLowerCase()
    const one = competitors.get(key) ?? { handle, days: [] }
    one.days.push(known)
    competitors.set(key, one)
  }
  return { kind: 'read', rows: table.length - 1, competitors }
}
