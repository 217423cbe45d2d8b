/** Accounts of an audience from a table: whatever of them the file tells. */
import type { ShownAccount } from '../../statistics/classify/account-features.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { needCount } from './cells.ts'
import { findColumn } from './columns.ts'
import { openTable } from './open-table.ts'

export interface FileAudience {
  fileName: string
  accounts: (ShownAccount & { row: number; name: string })[]
  /** Columns that were understood. */
  used: string[]
}

type Kind = 'count' | 'share' | 'flag' | 'text'

/** What a column may mean, by the names it usually has. */
const meanings: [keyof ShownAccount, Kind, string[]][] = [
  ['posts', 'count', ['posts', 'post_count', 'media_count', 'statuses', 'tweets', 'المنشورات']],
  ['followers', 'count', ['followers', 'follower_count', 'followers_count', 'المتابعون']],
  ['following', 'count', ['following', 'follows', 'following_count', 'follows_count', 'friends', 'يتابع']],
  ['hasPicture', 'flag', ['has_profile_picture', 'profile_pic', 'profile_picture', 'has_picture', 'picture', 'avatar', 'صورة']],
  ['isPrivate', 'flag', ['private', 'is_private', 'خاص']],
  ['hasUrl', 'flag', ['external_url', 'url', 'has_url', 'website', 'link', 'رابط']],
  ['username', 'text', ['username', 'handle', 'user_name', 'screen_name', 'account', 'اسم المستخدم']],
  ['fullName', 'text', ['full_name', 'fullname', 'name', 'display_name', 'الاسم']],
  ['bio', 'text', ['bio', 'description', 'biography', 'النبذة']],
  ['bioLength', 'count', ['description_length', 'bio_length']],
  ['usernameDigits', 'share', ['nums/length_username', 'username_digits']],
  ['nameWords', 'count', ['fullname_words', 'name_words']],
  ['nameDigits', 'share', ['nums/length_fullname', 'name_digits']],
  ['nameIsUsername', 'flag', ['name==username', 'name_is_username']],
]

const readFlag = (text: string): boolean | null => {
  const cell = text.trim().toLowerCase()
  if (['0', 'false', 'no', 'n', 'none', 'لا'].includes(cell)) return false
  // A link or the address of a picture says that there is one.
  return ['1', 'true', 'yes', 'y', 'نعم'].includes(cell) || /^https?:\/\//.test(cell) ? true : null
}

/** Errors: a Problem with file, row and column; one that names the columns wanted when none is understood. */
export const readAudience = async (file: string, tell: (rows: number) => void = () => {}): Promise<FileAudience> => {
  const table = await openTable(file)
  const found = meanings.flatMap(([field, kind, usual]) => {
    const at = findColumn(table, undefined, usual, '')
    return at === null ? [] : [{ field, kind, at }]
  })
  if (found.length === 0)
    throw new Problem(words('audit.noColumns', { file: table.fileName, columns: table.columns.map((name) => `“${name}”`).join(', ') }))
  const accounts: FileAudience['accounts'] = []
  for await (const { row, cells } of table.rows()) {
    const account: Record<string, unknown> = { row, name: '' }
    for (const { field, kind, at } of found) {
      const cell = cells[at] ?? ''
      const place = { file: table.fileName, row, column: table.columns[at] as string }
      if (kind === 'text') account[field] = cell
      else if (cell.trim() === '') continue
      else if (kind === 'flag') {
        const flag = readFlag(cell)
        if (flag === null) throw new Problem(words('problem.notYesNo', { ...place, cell }))
        account[field] = flag
      } else {
        const value = needCount(cell, place, table.decimal)
        if (kind === 'share' && value > 1) throw new Problem(words('problem.notShare', { ...place, cell }))
        account[field] = value
      }
    }
    account['name'] = typeof account['username'] === 'string' ? account['username'] : ''
    accounts.push(account as unknown as FileAudience['accounts'][number])
    if (accounts.length % 50_000 === 0) tell(accounts.length)
  }
  if (accounts.length === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return { fileName: table.fileName, accounts, used: found.map(({ at }) => table.columns[at] as string) }
}
