/** What the audience has to say today: likely unexplained jumps of the last month that nobody has put away. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { audienceMarks } from './read-growth.ts'
import type { Scope } from './store/audits.ts'

const newDays = 30
const shownAtMost = 3

/** Cost: readings and posts of the last 230 days, for each account. */
export const audienceToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const brand = await findBrand(services.database.db, scope.workspaceId, scope.brandId)
  if (brand === null) return []
  const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(brand.timeZone).toPlainDate()
  const [marks, accounts] = await Promise.all([
    audienceMarks(services, {
      ...scope,
      timeZone: brand.timeZone,
      from: today.subtract({ days: newDays }).toString(),
      to: today.toString(),
    }),
    listAccounts(services.database.db, scope),
  ])
  const handles = new Map(accounts.map(({ id, handle }) => [id, handle]))
  return marks
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, shownAtMost)
    .flatMap(({ day, words, accountId }) => ('key' in words ? [{ day, words, accountId }] : []))
    .map(({ day, words, accountId }) => ({
      id: `audience/jump/${accountId}/${day}`,
      kind: 'changed',
      urgency: 'changed',
      what: words,
      why: say('audience:today.jumpWhy', { account: handles.get(accountId ?? '') ?? '', day }),
      place: { page: 'audience', id: 'growth' },
      estimate: null,
      occurredAt: null,
    }))
}
