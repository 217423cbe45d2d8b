/** Reads what people say to the brand from the networks that let us, and notes how far it got. */
import { type AccountRow, callAccount } from '../accounts/index.ts'
import { sayIn } from '../../say.ts'
import type { Services } from '../../services.ts'
import { findReading, insertMessages, saveReading } from './store.ts'

/** Messages can arrive out of order: each reading looks this far behind the newest one it knows. */
const overlapMs = 60 * 60_000
/** At the first reading, messages older than this before the connection count as seen. */
const historyMs = 2 * 24 * 60 * 60_000
/** One reading takes at most this many pages; the next one goes on. */
const mostPages = 20

/** Reads one account's new messages. Answers how many were new; a network that cannot be read leaves its reason in the coverage. */
export const readMessages = async (services: Services, account: AccountRow): Promise<number> => {
  const db = services.database.db
  const now = services.now()
  if (account.rateLimitedUntil !== null && account.rateLimitedUntil > now) return 0
  const known = await findReading(db, account.workspaceId, account.id)
  const since = known.newestSentAt === null ? null : new Date(known.newestSentAt.getTime() - overlapMs)
  // What was said long before the account came to Athar has been answered, or never will be: it is history, not work.
  const historyBefore = known.newestSentAt === null ? new Date(account.connectedAt.getTime() - historyMs) : null
  const owner = { workspaceId: account.workspaceId, brandId: account.brandId, accountId: account.id }
  let cursor: string | null = null
  let fresh = 0
  let newest = known.newestSentAt
  for (let page = 0; page < mostPages; page++) {
    const answer = await callAccount(services, owner, async (door) => {
      if (door.channel.read === undefined) return { kind: 'cannot-read' as const }
      return door.channel.read.messages(door.world, door.access, { cursor, since })
    })
    if (answer.kind === 'cannot-read' || answer.kind === 'closed') return fresh
    if (answer.kind !== 'read') {
      await saveReading(db, account.workspaceId, account.id, { newestSentAt: newest, lastProblem: sayIn('en', answer.reason) })
      return fresh
    }
    fresh += await insertMessages(db, owner, answer.items, now, historyBefore)
    for (const { sentAt } of answer.items) if (newest === null || sentAt > newest) newest = sentAt
    const reachedKnown = since !== null && answer.items.some((message) => message.sentAt < since)
    cursor = answer.cursor
    if (cursor === null || reachedKnown) break
  }
  await saveReading(db, account.workspaceId, account.id, { lastReadAt: now, newestSentAt: newest, lastProblem: null })
  return fresh
}
