/** Reads a simulated account: its posts, their numbers as they stand now, what people say, its followers, and public accounts. */
import type {
  AccountAccess,
  ObservedAccountMetric,
  ObservedFollower,
  ObservedMessage,
  ObservedMetric,
  ObservedPost,
  ObservedPublicAccount,
  ReadAnswer,
  World,
} from '../port.ts'
import { currentPace } from './clock.ts'
import { openAccount } from './connect.ts'
import type { FaultRule } from './faults.ts'
import { commentsOf, mergePosts, numbersAt, type Post, toMetrics, toObservedPost } from './map.ts'
import { openPast, type Past } from './past.ts'
import { listPosts, listTouched, readSettings, type Settings } from './records.ts'
import { key, reasonOf, suffer, untilOf } from './refusals.ts'
import { countFollowers } from './simulate/followers.ts'
import { makeFollowerDays, makeSeries } from './simulate/make-series.ts'
import { dayMs } from './simulate/zone.ts'

const pageSize = 100
const oldComments = new WeakMap<Past, ObservedMessage[]>()
const oldFollowers = new WeakMap<Past, ObservedAccountMetric[]>()

/** The past of the follower count, a moment before each midnight: as a network that keeps a history would tell it. */
const followersBefore = (past: Past): ObservedAccountMetric[] => {
  const known = oldFollowers.get(past)
  if (known !== undefined) return known
  const days = makeFollowerDays(past.truth, past.arrivals('brand')).map(({ endedAt, followers }): ObservedAccountMetric => {
    return { metric: 'followers', value: followers, observedAt: new Date(endedAt - 1000) }
  })
  oldFollowers.set(past, days)
  return days
}

interface Opened {
  id: string
  past: Past
  settings: Settings
  posts: Post[]
  now: Date
}
type Stop = Exclude<ReadAnswer<never>, { kind: 'read' }>

/** Opens an account for one reading, or says why not. */
const open = async (
  world: World,
  account: AccountAccess,
  faults: readonly FaultRule[],
  name: string,
): Promise<{ kind: 'open'; opened: Opened } | Stop> => {
  const id = account.networkAccountId
  const hit = await suffer(world, faults, id, 'read', name)
  if (hit.kind === 'rate-limit') return { kind: 'wait', until: untilOf(world, hit), reason: reasonOf(hit.kind) }
  const record = await openAccount(world, account)
  if (hit.kind === 'signed-out' || record === null) return { kind: 'reconnect', reason: key('reason.signedOut') }
  if (hit.kind !== null) return { kind: 'unreachable', reason: reasonOf(hit.kind) }
  const past = openPast(record.options)
  const [live, settings] = await Promise.all([listPosts(world.hosted, id), readSettings(world.hosted, id)])
  return {
    kind: 'open',
    opened: {
      id,
      past,
      settings,
      posts: mergePosts(
        id,
        past,
        live.filter(({ post }) => post.replyTo === undefined),
      ),
      now: world.now(),
    },
  }
}

/** A page of things that are sorted newest first; the cursor names the last one seen, so that new ones do not shift the pages. */
const pageOf = <T>(
  all: readonly T[],
  identify: (item: T) => { at: number; id: string },
  { cursor, since }: { cursor: string | null; since: Date | null },
): { items: T[]; cursor: string | null } => {
  const after = cursor === null ? null : { at: Number(cursor.slice(0, cursor.indexOf('|'))), id: cursor.slice(cursor.indexOf('|') + 1) }
  const rest = all.filter((item) => {
    const { at, id } = identify(item)
    return (since === null || at >= since.getTime()) && (after === null || at < after.at || (at === after.at && id < after.id))
  })
  const items = rest.slice(0, pageSize)
  const last = items.at(-1)
  const place = last === undefined ? null : identify(last)
  return { items, cursor: rest.length > pageSize && place !== null ? `${place.at}|${place.id}` : null }
}
const newestFirst =
  <T>(identify: (item: T) => { at: number; id: string }) =>
  (a: T, b: T) => {
    const [one, other] = [identify(a), identify(b)]
    return other.at - one.at || (other.id < one.id ? -1 : 1)
  }

interface Page {
  cursor: string | null
  since: Date | null
}

/** The readings of a Playground with these faults of its own. */
export const createReadings = (faults: readonly FaultRule[]) => ({
  pace: async (world: World, account: AccountAccess): Promise<number> =>
    currentPace((await readSettings(world.hosted, account.networkAccountId)).clock),

  posts: async (world: World, account: AccountAccess, page: Page): Promise<ReadAnswer<ObservedPost[]>> => {
    const answer = await open(world, account, faults, 'posts')
    if (answer.kind !== 'open') return answer
    const identify = ({ publishedAt, id }: Post) => ({ at: publishedAt, id })
    const { items, cursor } = pageOf(answer.opened.posts.toSorted(newestFirst(identify)), identify, page)
    return { kind: 'read', items: items.map(toObservedPost), cursor }
  },

  /** A post that is not there is not in the answer. */
  metrics: async (world: World, account: AccountAccess, networkPostIds: string[]): Promise<ReadAnswer<ObservedMetric[]>> => {
    const answer = await open(world, account, faults, 'metrics')
    if (answer.kind !== 'open') return answer
    const { posts, settings, now } = answer.opened
    const asked = new Set(networkPostIds)
    const items = posts.filter(({ id }) => asked.has(id)).flatMap((post) => toMetrics(post, settings.clock, now))
    return { kind: 'read', items, cursor: null }
  },

  accountMetrics: async (world: World, account: AccountAccess): Promise<ReadAnswer<ObservedAccountMetric[]>> => {
    const answer = await open(world, account, faults, 'account')
    if (answer.kind !== 'open') return answer
    const { past, posts, settings, now: observedAt } = answer.opened
    const { truth } = past
    const atEnd = countFollowers(past.arrivals('brand'), truth.endsAt)
    // Since then it grows with our days, and by what each new post brings on the network's own clock.
    const days = Math.max(0, (observedAt.getTime() - truth.endsAt) / dayMs)
    const organic = Math.floor(atEnd * (Math.log1p(truth.audience.growth) / 365.25) * days)
    const brought = posts
      .filter(({ publishedAt }) => publishedAt > truth.endsAt)
      .reduce((sum, post) => sum + numbersAt(post, settings.clock, observedAt.getTime()).follows, 0)
    return {
      kind: 'read',
      items: [
        { metric: 'followers', value: atEnd + organic + brought, observedAt },
        { metric: 'posts', value: posts.length, observedAt },
        ...followersBefore(past),
      ],
      cursor: null,
    }
  },

  messages: async (world: World, account: AccountAccess, page: Page): Promise<ReadAnswer<ObservedMessage[]>> => {
    const answer = await open(world, account, faults, 'messages')
    if (answer.kind !== 'open') return answer
    const { past, posts, settings, now } = answer.opened
    const identify = ({ sentAt, networkMessageId }: ObservedMessage) => ({ at: sentAt.getTime(), id: networkMessageId })
    const [live, grown] = [posts.filter(({ grownUpAt }) => grownUpAt === null), posts.filter(({ grownUpAt }) => grownUpAt !== null)]
    const commentsUnder = (some: Post[]) => some.flatMap((post) => commentsOf(post, past, settings.clock, now.getTime()))
    const old = oldComments.get(past) ?? commentsUnder(grown)
    // The past is complete, so its comments are what they were.
    if (now.getTime() >= past.truth.endsAt) oldComments.set(past, old)
    const touched = await listTouched(world.hosted, answer.opened.id)
    const asTheyStand = (message: ObservedMessage): ObservedMessage => {
      const change = touched.get(message.networkMessageId)
      return change === undefined ? message : { ...message, text: change.text ?? message.text, deleted: change.deleted }
    }
    const all = [...commentsUnder(live), ...old].toSorted(newestFirst(identify)).map(asTheyStand)
    return { kind: 'read', ...pageOf(all, identify, page) }
  },

  /** Who follows the brand as its past ended, newest first. */
  followers: async (world: World, account: AccountAccess, page: { cursor: string | null }): Promise<ReadAnswer<ObservedFollower[]>> => {
    const answer = await open(world, account, faults, 'followers')
    if (answer.kind !== 'open') return answer
    const { past } = answer.opened
    const staying = past.arrivals('brand').filter(({ leftAt }) => leftAt === null)
    const identify = ({ followedAt, id }: (typeof staying)[number]) => ({ at: followedAt, id })
    const { items, cursor } = pageOf(staying.toSorted(newestFirst(identify)), identify, { ...page, since: null })
    return { kind: 'read', items: items.map((arrival) => toFollower(past, arrival)), cursor }
  },

  /** The rival as anybody sees it, day by day; null for a handle that nobody has. */
  publicAccount: async (world: World, account: AccountAccess, handle: string): Promise<ReadAnswer<ObservedPublicAccount | null>> => {
    const answer = await open(world, account, faults, 'public-account')
    if (answer.kind !== 'open') return answer
    const { past } = answer.opened
    const { rival } = past.truth
    if (handle.trim().replace(/^@/, '').toLowerCase() !== rival.handle) return { kind: 'read', items: null, cursor: null }
    const days = makeSeries(past.truth, past.arrivals('brand'), past.arrivals('rival'))
    return {
      kind: 'read',
      items: {
        handle: rival.handle,
        displayName: rival.displayName,
        days: days.map(({ day, rivalFollowers, rivalPosts, rivalEngagements }) => ({
          day,
          followers: rivalFollowers,
          posts: rivalPosts,
          engagements: rivalEngagements,
        })),
      },
      cursor: null,
    }
  },
})

/** The rival, which anybody can look at. */
export const listNeighbours = async (world: World, account: AccountAccess): Promise<string[]> => {
  const record = await openAccount(world, account)
  return record === null ? [] : [openPast(record.options).truth.rival.handle]
}

const toFollower = (past: Past, arrival: Parameters<Past['describe']>[0]): ObservedFollower => {
  const { id, username, displayName, hasProfilePicture, posts, followers, following, created, followedAt } = past.describe(arrival)
  return {
    id,
    handle: username,
    displayName,
    hasProfilePicture,
    posts,
    followers,
    following,
    createdOn: created,
    followedAt: new Date(followedAt),
  }
}
