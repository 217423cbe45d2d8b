/** Follows feeds: fetches through the one way out, keeps what is new, and lets a person decide each item. */
import type { Feed, ItemDecision, NewFeed } from '../../../../contract/feeds.ts'
import { say, type Sentence } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { insertChange } from '../store/changes.ts'
import { decideItem, findFeed, findWaiting, insertFeed, insertItems, listAllFeeds, noteRead } from '../store/feeds.ts'
import { readFeed } from './read-feed.ts'
import { XmlError } from './read-xml.ts'

/** A feed is a few dozen kilobytes; more is something else. */
const mostCharacters = 4_000_000

type Fetched = { kind: 'feed'; feed: NonNullable<ReturnType<typeof readFeed>> } | { kind: 'problem'; reason: Sentence }

const hostOf = (url: string) => new URL(url).hostname

const fetchFeed = async (services: Pick<Services, 'fetch'>, url: string): Promise<Fetched> => {
  const problem = (key: string, values: Record<string, string | number> = {}): Fetched => ({
    kind: 'problem',
    reason: say(`pulse:feed.problem.${key}`, { host: hostOf(url), ...values }),
  })
  let text: string
  try {
    const answer = await services.fetch(url, {
      headers: { accept: 'application/atom+xml, application/rss+xml, application/xml', 'user-agent': 'Athar' },
    })
    if (!answer.ok) return problem('answered', { status: answer.status })
    text = await answer.text()
  } catch {
    // Whatever the way out says of a private address, a name or a time that ran out: for the reader it is not reachable.
    return problem('unreachable')
  }
  if (text.length > mostCharacters) return problem('tooMuch')
  try {
    const feed = readFeed(text, url)
    return feed === null ? problem('noFeed') : { kind: 'feed', feed }
  } catch (error) {
    if (error instanceof XmlError)
      return problem(error.problem === 'not-xml' ? 'noFeed' : error.problem === 'doctype' ? 'doctype' : 'tooMuch')
    throw error
  }
}

export type Followed = { kind: 'done'; feed: Feed } | { kind: 'refused'; reason: Sentence }

/** Reads the feed once before it is kept: an address that is none is refused with the reason, and nothing is stored. */
export const followFeed = async (services: Services, workspaceId: string, feed: NewFeed, by: string): Promise<Followed> => {
  const { db } = services.database
  const fetched = await fetchFeed(services, feed.url)
  if (fetched.kind === 'problem') return { kind: 'refused', reason: fetched.reason }
  const now = services.now()
  const id = await insertFeed(db, workspaceId, { ...feed, title: fetched.feed.title }, by, now)
  if (id === null) return { kind: 'refused', reason: say('pulse:feed.problem.twice') }
  await insertItems(db, { workspaceId, feedId: id }, fetched.feed.items, now)
  await noteRead(db, { workspaceId, feedId: id }, { problem: null, now })
  return { kind: 'done', feed: (await findFeed(db, workspaceId, id)) as Feed }
}

/** Reads every followed feed of every workspace; one that fails says why, and the others go on. Answers how many items are new. */
export const readAllFeeds = async (services: Services, signal?: AbortSignal): Promise<number> => {
  const { db } = services.database
  let added = 0
  for (const { workspaceId, feed } of await listAllFeeds(db)) {
    signal?.throwIfAborted()
    const fetched = await fetchFeed(services, feed.url)
    const at = { workspaceId, feedId: feed.id }
    if (fetched.kind === 'feed') added += await insertItems(db, at, fetched.feed.items, services.now())
    await noteRead(db, at, { problem: fetched.kind === 'problem' ? fetched.reason : null, now: services.now() })
  }
  return added
}

/** Takes an item into the register, or drops it; false when it is not there or somebody else decided it. */
export const decide = async (
  services: Services,
  workspaceId: string,
  itemId: string,
  decision: ItemDecision,
  by: string,
): Promise<boolean> => {
  const now = services.now()
  return services.database.db.transaction().execute(async (trx) => {
    const item = await findWaiting(trx, workspaceId, itemId)
    if (item === null) return false
    if (!(await decideItem(trx, workspaceId, itemId, { state: decision.take ? 'taken' : 'dropped', by, now }))) return false
    if (decision.take)
      await insertChange(
        trx,
        workspaceId,
        {
          day: decision.day,
          platform: item.platform,
          network: item.network,
          kind: decision.kind,
          words: item.title,
          metrics: null,
          source: item.link,
        },
        by,
        now,
      )
    return true
  })
}
