/** Reads connected accounts: new posts, the numbers of posts that are due, and the numbers of the account; as often as each deserves. */
import type { Channel, ObservedPost, ReadAnswer } from '../../../channels/port.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { type AccountReference, type AccountRow, callAccount as callTheAccount, findAccount, updateAccount } from '../accounts/index.ts'
import { nextPostReading, pauseAfterFailuresMs, watchIntervals } from './cadence.ts'
import { recordAccountReadings, recordPosts, recordReadings } from './store/record.ts'
import { ensureWatch, listDuePosts, nextDuePost, saveWatch, schedulePosts, type WatchState } from './store/watch.ts'

/** Pages of posts read in one go, and posts asked about in one call: enough to be quick, few enough to stop for others. */
const pagesAtOnce = 20
const postsAtOnce = 100
/** New posts are looked for from this long before the newest known one, since networks list them a little out of order. */
const overlapMs = 60 * 60_000

/** How an account is opened; tests put a network of their own behind it. */
export type CallAccount = typeof callTheAccount
type Read = NonNullable<Channel['read']>
type Stop = { kind: 'wait'; until: Date } | { kind: 'reconnect' } | { kind: 'unreachable'; reason: Sentence } | { kind: 'closed' }

/** Calls one reading function of the account's channel; a network that cannot be read answers `closed`. */
const callRead = async <Items>(
  services: Services,
  callAccount: CallAccount,
  reference: AccountReference,
  call: (read: Read, door: Parameters<Parameters<CallAccount>[2]>[0]) => Promise<ReadAnswer<Items>>,
): Promise<{ kind: 'read'; items: Items; cursor: string | null } | Stop> => {
  const answer = await callAccount(services, reference, async (door): Promise<ReadAnswer<Items> | { kind: 'closed' }> => {
    const { read } = door.channel
    return read === undefined ? { kind: 'closed' } : call(read, door)
  })
  return answer as { kind: 'read'; items: Items; cursor: string | null } | Stop
}

const keepPosts = async (services: Services, account: AccountRow, posts: ObservedPost[], now: Date): Promise<void> => {
  await recordPosts(
    services.database.db,
    { workspaceId: account.workspaceId, brandId: account.brandId, accountId: account.id, network: account.network, origin: 'api' },
    posts,
    now,
  )
}

const newestOf = (posts: ObservedPost[]): Date | undefined =>
  posts.length === 0 ? undefined : new Date(Math.max(...posts.map((post) => post.publishedAt.getTime())))

/** New posts, or the next pages of all older ones until they are all known. Null: done for now. */
const readPosts = async (services: Services, callAccount: CallAccount, account: AccountRow, watch: WatchState): Promise<Stop | null> => {
  const { db } = services.database
  const reference = { workspaceId: account.workspaceId, accountId: account.id }
  let cursor = watch.backfillDone ? null : watch.backfillCursor
  const since = watch.backfillDone && watch.newestPublishedAt !== null ? new Date(watch.newestPublishedAt.getTime() - overlapMs) : null
  for (let page = 0; page < pagesAtOnce; page++) {
    const asked = cursor
    const answer = await callRead<ObservedPost[]>(services, callAccount, reference, (read, { world, access }) =>
      read.posts(world, access, { cursor: asked, since }),
    )
    if (answer.kind !== 'read') return answer
    const now = services.now()
    await keepPosts(services, account, answer.items, now)
    cursor = answer.cursor
    const isLast = cursor === null || (since !== null && answer.items.every((post) => post.publishedAt < since))
    await saveWatch(db, account.workspaceId, account.id, {
      now,
      lastReadAt: now,
      ...(newestOf(answer.items) === undefined ? {} : { newestPublishedAt: newestOf(answer.items) as Date }),
      ...(watch.backfillDone ? {} : { backfillCursor: isLast ? null : cursor, backfillDone: isLast }),
    })
    if (isLast) {
      await saveWatch(db, account.workspaceId, account.id, {
        now,
        nextPostsAt: new Date(now.getTime() + watchIntervals(account.pace).postsMs),
      })
      return null
    }
  }
  return null
}

/** The numbers of posts that are due. */
const readDuePosts = async (services: Services, callAccount: CallAccount, account: AccountRow): Promise<Stop | null> => {
  const { db } = services.database
  for (let round = 0; round < pagesAtOnce; round++) {
    const due = await listDuePosts(db, account.workspaceId, account.id, services.now(), postsAtOnce)
    if (due.length === 0) return null
    const answer = await callRead(
      services,
      callAccount,
      { workspaceId: account.workspaceId, accountId: account.id },
      (read, { world, access }) =>
        read.metrics(
          world,
          access,
          due.map((post) => post.networkPostId),
        ),
    )
    if (answer.kind !== 'read') return answer
    const now = services.now()
    const ids = new Map(due.map((post) => [post.networkPostId, post.id]))
    await db.transaction().execute(async (trx) => {
      await recordReadings(
        trx,
        { workspaceId: account.workspaceId, origin: 'api' },
        answer.items.flatMap((item) => {
          const postId = ids.get(item.networkPostId)
          return postId === undefined
            ? []
            : [{ postId, metric: item.metric, window: item.window, day: item.day, value: item.value, observedAt: item.observedAt }]
        }),
      )
      await schedulePosts(
        trx,
        account.workspaceId,
        due.map((post) => ({ id: post.id, next: nextPostReading(post.publishedAt, now, account.pace) })),
      )
    })
    await saveWatch(db, account.workspaceId, account.id, { now, lastReadAt: now })
  }
  return null
}

/** The numbers of the whole account. */
const readAccountMetrics = async (services: Services, callAccount: CallAccount, account: AccountRow): Promise<Stop | null> => {
  const { db } = services.database
  const answer = await callRead(
    services,
    callAccount,
    { workspaceId: account.workspaceId, accountId: account.id },
    (read, { world, access }) => read.accountMetrics(world, access),
  )
  if (answer.kind !== 'read') return answer
  const now = services.now()
  await recordAccountReadings(
    db,
    { workspaceId: account.workspaceId, origin: 'api' },
    answer.items.map((item) => ({ accountId: account.id, metric: item.metric, value: item.value, observedAt: item.observedAt })),
  )
  await saveWatch(db, account.workspaceId, account.id, {
    now,
    lastReadAt: now,
    nextAccountAt: new Date(now.getTime() + watchIntervals(account.pace).accountMs),
  })
  return null
}

/** Obeys a network that cannot or will not answer: when to come again, and what to tell people. */
const obey = async (services: Services, account: AccountRow, watch: WatchState, stop: Stop): Promise<Date | null> => {
  const { db } = services.database
  const now = services.now()
  if (stop.kind === 'wait') {
    // The limit is the account's: publishing and the inbox keep away, too.
    await updateAccount(db, account, { rateLimitedUntil: stop.until })
    return stop.until
  }
  if (stop.kind === 'unreachable') {
    const failures = watch.failures + 1
    const next = new Date(now.getTime() + pauseAfterFailuresMs(failures))
    await saveWatch(db, account.workspaceId, account.id, { now, failures, problem: stop.reason, nextPostsAt: next, nextAccountAt: next })
    return next
  }
  return null
}

const later = (moment: Date, floor: Date) => (moment > floor ? moment : floor)

/**
 * Reads what is due on one account; `force` looks for new posts even when they are not due. Answers when to come again (null: not until
 * something changes, e.g. it is reconnected). Stopping anywhere loses nothing: what was read is kept, what was not is still due.
 */
export const readAccount = async (
  services: Services,
  reference: AccountReference,
  { force = false, callAccount = callTheAccount }: { force?: boolean; callAccount?: CallAccount } = {},
): Promise<Date | null> => {
  const { db } = services.database
  const account = await findAccount(db, reference.workspaceId, reference.accountId)
  if (account === null || account.state !== 'connected') return null
  const now = services.now()
  if (account.rateLimitedUntil !== null && account.rateLimitedUntil > now) return account.rateLimitedUntil
  const watch = await ensureWatch(db, account.workspaceId, account.id, now)
  const isPaused = watch.failures > 0 && watch.nextPostsAt > now && !force

  let stop: Stop | null = null
  if (force || watch.nextPostsAt <= now) stop = await readPosts(services, callAccount, account, watch)
  if (stop === null && !isPaused) stop = await readDuePosts(services, callAccount, account)
  if (stop === null && (force || watch.nextAccountAt <= now)) stop = await readAccountMetrics(services, callAccount, account)
  if (stop !== null) return obey(services, account, watch, stop)

  if (watch.failures > 0 && !isPaused) await saveWatch(db, account.workspaceId, account.id, { now, failures: 0, problem: null })
  const after = await ensureWatch(db, account.workspaceId, account.id, now)
  const due = await nextDuePost(db, account.workspaceId, account.id)
  const next = [after.nextPostsAt, after.nextAccountAt, ...(due === null || isPaused ? [] : [due])].reduce((a, b) => (a < b ? a : b))
  return later(next, new Date(services.now().getTime() + 1000))
}
