/** A list of accounts as it streams in, in CSV or JSON, row by row; a column that is not understood or a bad cell is named. */
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Follower } from './draw.ts'

const names: Record<string, readonly string[]> = {
  username: ['username', 'handle', 'user_name', 'اسم المستخدم'],
  fullName: ['full_name', 'name', 'display_name', 'الاسم'],
  hasPicture: ['has_profile_picture', 'profile_picture', 'profile_pic', 'صورة'],
  bio: ['bio', 'description', 'نبذة'],
  isPrivate: ['private', 'is_private', 'خاص'],
  posts: ['posts', 'post_count', 'منشورات'],
  followers: ['followers', 'follower_count', 'متابعون'],
  following: ['following', 'following_count', 'follows', 'يتابع'],
  state: ['state', 'status', 'deleted', 'الحالة'],
}
const goneWords = new Set(['deleted', 'gone', 'suspended', 'deactivated', 'true', '1', 'yes', 'محذوف'])
const flags = new Map<string, boolean>([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['نعم', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['لا', false],
])
const counted = ['posts', 'followers', 'following'] as const
const flagged = ['hasPicture', 'isPrivate'] as const
/** JSON is read whole, so it has an end; CSV has none. */
const mostJsonBytes = 64 * 1024 * 1024

export type ListSource = AsyncIterable<Uint8Array | string>
export type ReadList = { kind: 'read' } | { kind: 'refused'; reason: Sentence; where: string }

const refuse = (where: string, key: string, values: Record<string, string | number>): ReadList => ({
  kind: 'refused',
  reason: say(`audience:list.${key}`, values),
  where,
})
const tidy = (name: string) => name.trim().toLowerCase().replaceAll(' ', '_')

/** What a header means, and how a row of it becomes an account. */
const openRows = (header: readonly string[]) => {
  const place = new Map<string, number>()
  for (const [field, words] of Object.entries(names)) {
    const at = header.findIndex((cell) => words.some((word) => tidy(word) === cell))
    if (at !== -1) place.set(field, at)
  }
  const toFollower = (row: readonly string[], number: number): Follower | ReadList => {
    const cell = (field: string): string | null => row[place.get(field) ?? -1] || null
    const bad = (field: string) =>
      refuse(`row ${number}`, 'badCell', {
        row: number,
        column: header[place.get(field) ?? 0] ?? field,
        cell: (cell(field) ?? '').slice(0, 60),
      })
    const username = cell('username')
    if (username === null) return bad('username')
    const shown: Follower['shown'] = { username, fullName: cell('fullName'), bio: cell('bio') }
    for (const field of counted) {
      const value = cell(field)
      if (value === null) continue
      if (!/^\d{1,15}$/.test(value)) return bad(field)
      shown[field] = Number(value)
    }
    for (const field of flagged) {
      const value = cell(field)
      if (value === null) continue
      const flag = flags.get(value.toLowerCase())
      if (flag === undefined) return bad(field)
      shown[field] = flag
    }
    const handle = username.replace(/^@/, '')
    return { id: handle, handle, gone: goneWords.has((cell('state') ?? '').toLowerCase()), shown }
  }
  return { knows: place.has('username'), toFollower }
}

const isRefusal = (one: Follower | ReadList): one is ReadList => 'kind' in one

const readCsv = async (source: ListSource, take: (one: Follower) => void): Promise<ReadList> => {
  const parser = parse({ bom: true, skip_empty_lines: true, trim: true, relax_column_count: true, max_record_size: 1_000_000 })
  const input = Readable.from(source)
  input.once('error', (error) => parser.destroy(error))
  input.pipe(parser)
  let rows: ReturnType<typeof openRows> | null = null
  let number = 0
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      number++
      if (rows === null) {
        const header = row.map(tidy)
        rows = openRows(header)
        if (!rows.knows) return refuse('row 1', 'noUsername', { columns: header.join(', ').slice(0, 300) })
        continue
      }
      const one = rows.toFollower(row, number)
      if (isRefusal(one)) return one
      take(one)
    }
  } catch (error) {
    if (error instanceof CsvError) return refuse('csv', 'unreadable', { detail: error.message.slice(0, 200) })
    throw error
  } finally {
    input.destroy()
    parser.destroy()
  }
  return rows === null ? refuse('row 1', 'noUsername', { columns: '–' }) : { kind: 'read' }
}

const readJson = async (source: ListSource, take: (one: Follower) => void): Promise<ReadList> => {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of source) {
    const piece = typeof part === 'string' ? Buffer.from(part) : part
    bytes += piece.length
    if (bytes > mostJsonBytes) return refuse('json', 'longJson', { most: mostJsonBytes / 1024 / 1024 })
    parts.push(piece)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(
      Buffer.concat(parts)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('json', 'noJson', { detail: error.message.slice(0, 200) })
    throw error
  }
  if (!Array.isArray(parsed)) return refuse('json', 'noList', {})
  for (const [i, item] of (parsed as unknown[]).entries()) {
    // A bare name is an account of which nothing else is known.
    const entries =
      typeof item === 'string' ? [['username', item] as const] : typeof item === 'object' && item !== null ? Object.entries(item) : []
    const rows = openRows(entries.map(([name]) => tidy(name)))
    if (!rows.knows) return refuse(`row ${i + 1}`, 'noUsernameIn', { row: i + 1 })
    const cells = entries.map(([, value]) =>
      value === null || value === undefined ? '' : typeof value === 'object' ? '{}' : String(value).trim(),
    )
    const one = rows.toFollower(cells, i + 1)
    if (isRefusal(one)) return one
    take(one)
  }
  return { kind: 'read' }
}

/** The first character tells JSON from CSV. Row 1 of CSV is the header. An empty cell is not known. Errors of the stream itself are thrown. */
export const readList = async (source: ListSource, take: (one: Follower) => void): Promise<ReadList> => {
  const pieces = source[Symbol.asyncIterator]()
  const first = await pieces.next()
  const head = first.done ? '' : typeof first.value === 'string' ? first.value : Buffer.from(first.value.subarray(0, 64)).toString('utf8')
  const whole = (async function* () {
    if (!first.done) yield first.value
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  })()
  return /^[\ufeff\s]*[[{]/u.test(head) ? readJson(whole, take) : readCsv(whole, take)
}
