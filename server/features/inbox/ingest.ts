/** Reads what people say to the brand from the networks that let us, and notes how far it got. */
import { type AccountRow, callAccount } from '../accounts/index.ts'
import { sayIn } from '../../say.ts'
import type { Services } from '../../services.ts'
import { insertMessages } from './store/arrivals.ts'
import { findReading, saveReading } from './store/readings.ts'

/** Messages can arrive out of order: each reading looks this far behind the newest one it knows. */
const overlapMs = 60 * 60_000
const deepOverlapMs = 7 * 24 * 60 * 60_000
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
  // Edits and deletions of older messages are looked for once an hour; the other readings stay near the newest ones.
  const overlap = now.getUTCMinutes() < 2 ? deepOverlapMs : overlapMs
  const since = known.newestSentAt === null ? null : new Date(known.newestSentAt.getTime() - overlap)
  // What was said long before the account came to Athar has been answered, or never will be: it is history, not work.
  const historyBefore = known.newestSentAt === null ? new Date(account.connectedAt.getTime() - historyMs) : null
  const owner = { workspaceId: account.workspaceId, brandId: account.brandId, accountId: account.id }
  let cursor: string | null = known.resumeCursor
  let fresh = 0
  let newest = known.resumeNewest ?? known.newestSentAt
  for (let page = 0; page < mostPages; page++) {
    const answer = await callAccount(services, owner, async (door) => {
      if (door.channel.read === undefined) return { kind: 'cannot-read' as const }
      return door.channel.read.messages(door.world, door.access, { cursor, since })
    })
    if (answer.kind === 'cannot-read' || answer.kind === 'closed') return fresh
    if (answer.kind !== 'read') {
      // It goes on at this page. Where that very page was the one it had stopped at, its marker may have died: then it begins again from the newest.
      const stuck = page === 0
      await saveReading(db, account.workspaceId, account.id, {
        lastProblem: sayIn('en', answer.reason),
        resumeCursor: stuck ? null : cursor,
        resumeNewest: stuck ? null : newest,
      })
      return fresh
    }
    fresh += await insertMessages(db, owner, answer.items, now, historyBefore)
    for (const { sentAt } of answer.items) if (newest === null || sentAt > newest) newest = sentAt
    const reachedKnown = since !== null && answer.items.some((message) => message.sentAt < since)
    cursor = reachedKnown ? null : answer.cursor
    if (cursor === null) break
  }
  // Only a reading that came to its end moves the mark; until then everything behind it is still to be read.
  await (cursor === null
    ? saveReading(db, account.workspaceId, account.id, { lastReadAt: now, newestSentAt: newest, lastProblem: null })
    : saveReading(db, account.workspaceId, account.id, { lastReadAt: now, resumeCursor: cursor, resumeNewest: newest }))
  return fresh
}
