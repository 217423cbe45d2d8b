/** What is about to lapse: the conversations of all accounts whose answer is due first. */
import type { Conversation } from '../../../contract/inbox-shapes.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { withDue } from './due.ts'
import { listConversations, type Scope } from './store/conversations.ts'
import { findSettings } from './store/settings.ts'

/** Hours for which a network takes an answer after the person's message, by network; networks without an end are not in it. */
const readWindows = async (services: Pick<Services, 'channels'>): Promise<Map<string, number>> =>
  new Map(
    (await services.channels.list()).flatMap(({ network, hears }) => {
      const hours = hears?.replyWindowHours ?? null
      return hours === null ? [] : [[network, hours] as const]
    }),
  )

/** Adds to conversations when their answers are due. Cost: two small queries. */
export const readDue = async (services: Services, scope: Scope, conversations: Parameters<typeof withDue>[0]): Promise<Conversation[]> => {
  const db = services.database.db
  const [settings, brand, windows] = await Promise.all([
    findSettings(db, scope),
    findBrand(db, scope.workspaceId, scope.brandId),
    readWindows(services),
  ])
  return withDue(conversations, settings, brand?.timeZone ?? 'UTC', windows)
}

/** Within one account whoever has waited longest is due first, so that these many of each are enough for a list as long. */
const listed = 50
/** An answer due within this is about to lapse. */
const soonMs = 2 * 60 * 60_000

/** The conversations whose answers are due first, late ones included. Cost: one index scan of 50 an account. */
export const readLapsing = async (
  services: Services,
  scope: Scope,
): Promise<{ conversations: Conversation[]; late: number; soon: number }> => {
  const db = services.database.db
  const now = services.now()
  const accounts = await listAccounts(db, scope)
  const waiting = await Promise.all(
    accounts.map(({ id }) => listConversations(db, scope, now, { accountId: id, waiting: true, limit: listed })),
  )
  const due = (await readDue(services, scope, waiting.flat()))
    .filter(({ dueAt }) => dueAt !== null)
    .toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
  const late = due.filter(({ dueAt }) => Date.parse(dueAt ?? '') <= now.getTime()).length
  const soon = due.filter(({ dueAt }) => Date.parse(dueAt ?? '') <= now.getTime() + soonMs).length - late
  return { conversations: due.slice(0, listed), late, soon }
}
