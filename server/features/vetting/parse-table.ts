/** Reads a table that a candidate handed over: a history, posts, or followers; a cell that cannot be is named with its row and column. */
import { parse } from 'csv-parse/sync'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Handed } from '../../../contract/vetting-claims.ts'
import type { ShownAccount } from '../../../statistics/classify/account-features.ts'
import type { CommentRow } from './measure/engagers.ts'
import type { Day, PostRow } from './measure/claims.ts'

export type Parsed = { kind: 'rows'; rows: (Day | PostRow | ShownAccount | CommentRow)[] } | { kind: 'refused'; reason: Sentence }

const mostRows = 20_000
const names: Record<string, readonly string[]> = {
  day: ['date', 'day', 'published_at', 'created_at', 'التاريخ', 'اليوم'],
  followers: ['followers', 'المتابعون', 'متابعون'],
  following: ['following', 'follows'],
  posts: ['posts', 'المنشورات'],
  engagements: ['engagements', 'engagement', 'التفاعلات'],
  reach: ['reach', 'impressions', 'views', 'الوصول'],
  sales: ['sales', 'orders', 'revenue', 'المبيعات'],
  username: ['username', 'handle', 'author', 'commenter', 'اسم المستخدم'],
  fullName: ['full_name', 'name', 'display_name', 'الاسم'],
  picture: ['has_profile_picture', 'profile_picture', 'has_picture'],
  private: ['private', 'is_private'],
  post: ['post', 'post_id', 'permalink', 'post_url', 'المنشور'],
}
const needed = { history: ['day', 'followers'], posts: ['day'], followers: ['username'], comments: ['day', 'username'] } as const

class CellProblem extends Error {
  readonly sentence: Sentence
  constructor(sentence: Sentence) {
    super(sentence.key)
    this.sentence = sentence
  }
}

/** Cost: O(n). */
export const parseTable = (kind: Handed['kind'], csv: string): Parsed => {
  let lines: string[][]
  try {
    lines = parse(csv, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      to: mostRows + 2,
      max_record_size: 100_000,
    })
  } catch (error) {
    return { kind: 'refused', reason: say('vetting:table.broken', { reason: (error as Error).message }) }
  }
  const head = (lines[0] ?? []).map((cell) => cell.toLowerCase().replaceAll(' ', '_'))
  const at = (name: string) => head.findIndex((cell) => (names[name] ?? []).some((known) => known.replaceAll(' ', '_') === cell))
  const absent = needed[kind].filter((name) => at(name) === -1)
  if (absent.length > 0) {
    const wanted = absent.map((name) => names[name]?.[0]).join(', ')
    return { kind: 'refused', reason: say('vetting:table.columns', { wanted, found: head.join(', ').slice(0, 200) }) }
  }
  if (lines.length < 2) return { kind: 'refused', reason: say('vetting:table.empty') }
  if (lines.length > mostRows + 1) return { kind: 'refused', reason: say('vetting:table.long', { most: mostRows }) }
  const cell = (line: string[], name: string) => line[at(name)] ?? ''
  const count = (line: string[], name: string, row: number): number | null => {
    const text = cell(line, name).replaceAll(/[,\s]/gu, '')
    if (text === '') return null
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0)
      throw new CellProblem(say('vetting:table.number', { row, column: name, text: text.slice(0, 40) }))
    return value
  }
  const dayOf = (line: string[], row: number): string => {
    const text = cell(line, 'day').slice(0, 10)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
      throw new CellProblem(say('vetting:table.day', { row, text: text.slice(0, 40) }))
    return text
  }
  const yes = (text: string): boolean | null => (text === '' ? null : /^(1|true|yes|نعم)$/i.test(text))
  try {
    const rows = lines.slice(1).map((line, index) => {
      const row = index + 2
      if (kind === 'history')
        return {
          day: dayOf(line, row),
          followers: count(line, 'followers', row),
          posts: count(line, 'posts', row),
          engagements: count(line, 'engagements', row),
        }
      if (kind === 'posts')
        return {
          day: dayOf(line, row),
          reach: count(line, 'reach', row),
          sales: count(line, 'sales', row),
          engagements: count(line, 'engagements', row),
        }
      if (kind === 'comments') return { day: dayOf(line, row), username: cell(line, 'username'), post: cell(line, 'post') || null }
      return {
        username: cell(line, 'username') || null,
        fullName: cell(line, 'fullName') || null,
        hasPicture: yes(cell(line, 'picture')),
        isPrivate: yes(cell(line, 'private')),
        posts: count(line, 'posts', row),
        followers: count(line, 'followers', row),
        following: count(line, 'following', row),
      }
    })
    // The same day or follower twice counts once: the later row stands.
    const keyed = new Map(
      rows.map((row, index) => [
        kind === 'followers' ? ((row as ShownAccount).username ?? index) : kind === 'history' ? (row as Day).day : index,
        row,
      ]),
    )
    return { kind: 'rows', rows: [...keyed.values()] }
  } catch (error) {
    if (error instanceof CellProblem) return { kind: 'refused', reason: error.sentence }
    throw error
  }
}
