/** Follower counts over time, of one account or of several, with what was posted and engaged with where the file says so. */
import type { GrowthAccount } from '../../statistics/classify/growth-readings.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { needMoment, readCell } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable } from './open-table.ts'

export interface AccountOptions {
  date?: string
  followers?: string
  account?: string
  posts?: string
  engagements?: string
}

export interface FileAccount extends GrowthAccount {
  days: number[]
  followers: number[]
  /** The row of the file, and the date as written, of each reading. */
  rows: number[]
  dates: string[]
}

const names = {
  date: ['date', 'day', 'utc', 'time', 'timestamp', 'datetime', 'unix', 'التاريخ'],
  followers: ['followers', 'follower_count', 'members', 'subscribers', 'value', 'المتابعون'],
  account: ['account', 'handle', 'username', 'page', 'الحساب'],
  posts: ['posts', 'post_count', 'المنشورات'],
  engagements: ['engagements', 'engagement', 'interactions', 'التفاعلات'],
}
const dayMs = 86_400_000

/** Errors: a Problem with file, row and column: no number, infinite, below zero, a date that is none or that an account has twice. */
export const readAccounts = async (
  file: string,
  options: AccountOptions,
  tell: (rows: number) => void = () => {},
): Promise<FileAccount[]> => {
  const table = await openTable(file)
  const date = needColumn(table, options.date, names.date, '--date')
  const followers = needColumn(table, options.followers, names.followers, '--followers')
  const account = findColumn(table, options.account, names.account, '--account')
  const posts = findColumn(table, options.posts, names.posts, '--posts')
  const engagements = findColumn(table, options.engagements, names.engagements, '--engagements')
  const accounts = new Map<string, FileAccount & { posts: number[]; engagements: number[]; seen: Map<number, number> }>()
  let count = 0
  for await (const { row, cells } of table.rows()) {
    const place = (at: number) => ({ file: table.fileName, row, column: table.columns[at] as string })
    const amount = (at: number | null): number => {
      const value = at === null ? Number.NaN : readCell(cells[at], place(at), table.decimal)
      if (value < 0) throw new Problem(words('problem.negative', { ...place(at as number), cell: String(value) }))
      return value
    }
    const name = account === null ? '' : (cells[account] ?? '').trim()
    if (account !== null && name === '') throw new Problem(words('problem.missing', place(account)))
    let own = accounts.get(name)
    if (own === undefined)
      accounts.set(
        name,
        (own = { account: name, days: [], followers: [], rows: [], dates: [], posts: [], engagements: [], seen: new Map() }),
      )
    const moment = needMoment(cells[date], place(date))
    const before = own.seen.get(moment)
    if (before !== undefined) throw new Problem(words('problem.dateTwice', { ...place(date), cell: (cells[date] ?? '').trim(), before }))
    own.seen.set(moment, row)
    own.days.push(moment / dayMs)
    own.followers.push(amount(followers))
    own.rows.push(row)
    own.dates.push((cells[date] ?? '').trim())
    own.posts.push(amount(posts))
    own.engagements.push(amount(engagements))
    if (++count % 50_000 === 0) tell(count)
  }
  if (count === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return [...accounts.values()].map(({ seen: _seen, posts: posted, engagements: engaged, ...own }) => ({
    ...own,
    ...(posts === null ? {} : { posts: posted }),
    ...(engagements === null ? {} : { engagements: engaged }),
  }))
}
