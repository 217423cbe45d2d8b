/** A list of accounts that somebody gives as CSV, row by row; a column that is not understood or a bad cell is named. */
import { parse } from 'csv-parse/sync'
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

export type ReadList = { kind: 'read'; followers: Follower[] } | { kind: 'refused'; reason: Sentence; where: string }

const refuse = (where: string, key: string, values: Record<string, string | number>): ReadList => ({
  kind: 'refused',
  reason: say(`audience:list.${key}`, values),
  where,
})

/** Row 1 is the header. An empty cell is not known. Cost: O(characters). */
export const readList = (csv: string): ReadList => {
  let table: string[][]
  try {
    table = parse(csv, { bom: true, skip_empty_lines: true, trim: true, relax_column_count: true })
  } catch (error) {
    return refuse('csv', 'unreadable', { detail: error instanceof Error ? error.message.slice(0, 200) : '' })
  }
  const header = (table[0] ?? []).map((cell) => cell.toLowerCase().replaceAll(' ', '_'))
  const place = new Map<string, number>()
  for (const [field, words] of Object.entries(names)) {
    const at = header.findIndex((cell) => words.some((word) => word.replaceAll(' ', '_') === cell))
    if (at !== -1) place.set(field, at)
  }
  if (!place.has('username')) return refuse('row 1', 'noUsername', { columns: header.join(', ').slice(0, 300) })
  const followers: Follower[] = []
  for (const [i, row] of table.slice(1).entries()) {
    const cell = (field: string): string | null => row[place.get(field) ?? -1] || null
    const username = cell('username')
    const bad = (field: string) =>
      refuse(`row ${i + 2}`, 'badCell', {
        row: i + 2,
        column: header[place.get(field) ?? 0] ?? field,
        cell: (cell(field) ?? '').slice(0, 60),
      })
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
    followers.push({ id: handle, handle, gone: goneWords.has((cell('state') ?? '').toLowerCase()), shown })
  }
  return { kind: 'read', followers }
}
