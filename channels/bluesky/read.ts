/** Reads posts from the account's own repository, and counts and conversation through its server from the AppView. */
import { z } from 'zod'
import { say } from '../../contract/sentence.ts'
import type { Limit } from '../limits.ts'
import type {
  AccountAccess,
  ObservedAccountMetric,
  ObservedFollower,
  ObservedMessage,
  ObservedMetric,
  ObservedPost,
  ReadAnswer,
  World,
} from '../port.ts'
import { limits } from './limits.ts'
import { toMessage, toMetrics, toPost } from './map.ts'
import { judge } from './refusals.ts'
import { openAccount, xrpc } from './xrpc.ts'

interface Page {
  cursor: string | null
  since: Date | null
}

const pageSize = 100
/** getPosts takes 25 at a time (its lexicon). */
const postsPerCall = 25

type Asked<T> = { kind: 'ok'; value: T } | Exclude<ReadAnswer<never>, { kind: 'read' }>

/** Asks one query with the account's token and reads the answer by a schema. */
const ask = async <T>(
  world: World,
  account: AccountAccess,
  method: string,
  params: Record<string, string | number | readonly string[] | undefined>,
  schema: z.ZodType<T>,
): Promise<Asked<T>> => {
  const { service, secret } = openAccount(account)
  const answer = await xrpc(world, { service, method, params, token: secret.accessJwt })
  const verdict = judge(answer, service, world.now())
  if (verdict.kind === 'wait' || verdict.kind === 'reconnect') return verdict
  if (verdict.kind !== 'ok') return { kind: 'unreachable', reason: verdict.reason }
  const value = schema.safeParse(verdict.body)
  if (value.success) return { kind: 'ok', value: value.data }
  return { kind: 'unreachable', reason: say('channels-bluesky:reason.garbage', { server: new URL(service).host }) }
}

const Records = z.object({ cursor: z.string().optional(), records: z.array(z.object({ uri: z.string(), value: z.unknown() })) })

/** Posts, newest first, from the repository itself: it needs no AppView. A page may be empty and still have a next one. */
export const posts = async (world: World, account: AccountAccess, page: Page): Promise<ReadAnswer<ObservedPost[]>> => {
  const asked = await ask(
    world,
    account,
    'com.atproto.repo.listRecords',
    { repo: account.networkAccountId, collection: 'app.bsky.feed.post', limit: pageSize, cursor: page.cursor ?? undefined },
    Records,
  )
  if (asked.kind !== 'ok') return asked
  const { records, cursor } = asked.value
  const found = records.flatMap(({ uri, value }) => toPost(uri, value, world.now()) ?? [])
  const { since } = page
  const wanted = since === null ? found : found.filter(({ publishedAt }) => publishedAt >= since)
  return { kind: 'read', items: wanted, cursor: reachedPast(found, since, ({ publishedAt }) => publishedAt) ? null : (cursor ?? null) }
}

/** True when the page's last item is older than what was asked for. */
const reachedPast = <T>(items: T[], since: Date | null, timeOf: (item: T) => Date): boolean => {
  const last = items.at(-1)
  return since !== null && last !== undefined && timeOf(last) < since
}

const PostViews = z.object({ posts: z.array(z.unknown()) })

/** Counts of posts. A post that is gone is not in the answer. */
export const metrics = async (world: World, account: AccountAccess, networkPostIds: string[]): Promise<ReadAnswer<ObservedMetric[]>> => {
  const items: ObservedMetric[] = []
  for (let start = 0; start < networkPostIds.length; start += postsPerCall) {
    const asked = await ask(
      world,
      account,
      'app.bsky.feed.getPosts',
      { uris: networkPostIds.slice(start, start + postsPerCall) },
      PostViews,
    )
    if (asked.kind !== 'ok') return asked
    items.push(...asked.value.posts.flatMap((view) => toMetrics(view, world.now())))
  }
  return { kind: 'read', items, cursor: null }
}

const Profile = z.object({ followersCount: z.number().optional(), followsCount: z.number().optional(), postsCount: z.number().optional() })

export const accountMetrics = async (world: World, account: AccountAccess): Promise<ReadAnswer<ObservedAccountMetric[]>> => {
  const asked = await ask(world, account, 'app.bsky.actor.getProfile', { actor: account.networkAccountId }, Profile)
  if (asked.kind !== 'ok') return asked
  const { followersCount, followsCount, postsCount } = asked.value
  const observedAt = world.now()
  const values = [
    ['followers', followersCount],
    ['following', followsCount],
    ['posts', postsCount],
  ] as const
  return {
    kind: 'read',
    items: values.flatMap(([metric, value]) => (value === undefined ? [] : [{ metric, value, observedAt }])),
    cursor: null,
  }
}

const Notifications = z.object({ cursor: z.string().optional(), notifications: z.array(z.unknown()) })

/** Replies, mentions and quotes, newest first. */
export const messages = async (world: World, account: AccountAccess, page: Page): Promise<ReadAnswer<ObservedMessage[]>> => {
  const asked = await ask(
    world,
    account,
    'app.bsky.notification.listNotifications',
    { limit: pageSize, cursor: page.cursor ?? undefined, reasons: ['reply', 'mention', 'quote'] },
    Notifications,
  )
  if (asked.kind !== 'ok') return asked
  const found = asked.value.notifications.flatMap((one) => toMessage(one, account.networkAccountId, world.now()) ?? [])
  const { since } = page
  const wanted = since === null ? found : found.filter(({ sentAt }) => sentAt >= since)
  return { kind: 'read', items: wanted, cursor: reachedPast(found, since, ({ sentAt }) => sentAt) ? null : (asked.value.cursor ?? null) }
}

const Followers = z.object({
  cursor: z.string().optional(),
  followers: z.array(z.object({ did: z.string(), handle: z.string(), displayName: z.string().optional(), avatar: z.string().optional() })),
})
const Profiles = z.object({
  profiles: z.array(
    z.object({
      did: z.string(),
      followersCount: z.number().optional(),
      followsCount: z.number().optional(),
      postsCount: z.number().optional(),
    }),
  ),
})
/** getProfiles takes 25 at a time (its lexicon). */
const profilesPerCall = 25

/** Who follows, newest first, each with the counts of their profile, which the list itself does not carry. */
export const followers = async (
  world: World,
  account: AccountAccess,
  page: { cursor: string | null },
): Promise<ReadAnswer<ObservedFollower[]>> => {
  const params = { actor: account.networkAccountId, limit: pageSize, cursor: page.cursor ?? undefined }
  const asked = await ask(world, account, 'app.bsky.graph.getFollowers', params, Followers)
  if (asked.kind !== 'ok') return asked
  const found = asked.value.followers
  const counts = new Map<string, z.infer<typeof Profiles>['profiles'][number]>()
  for (let start = 0; start < found.length; start += profilesPerCall) {
    const actors = found.slice(start, start + profilesPerCall).map(({ did }) => did)
    const profiles = await ask(world, account, 'app.bsky.actor.getProfiles', { actors }, Profiles)
    if (profiles.kind !== 'ok') return profiles
    for (const one of profiles.value.profiles) counts.set(one.did, one)
  }
  const items = found.map(({ did, handle, displayName, avatar }): ObservedFollower => {
    const { postsCount, followersCount, followsCount } = counts.get(did) ?? {}
    return {
      id: did,
      handle,
      displayName: displayName ?? '',
      hasProfilePicture: avatar !== undefined,
      ...(postsCount === undefined ? {} : { posts: postsCount }),
      ...(followersCount === undefined ? {} : { followers: followersCount }),
      ...(followsCount === undefined ? {} : { following: followsCount }),
    }
  })
  return { kind: 'read', items, cursor: asked.value.cursor ?? null }
}

const Server = z.object({ blobUploadLimit: z.number().positive().optional() })

/** The limits as this account's server has them: it may take smaller files than the network does. */
export const accountLimits = async (world: World, account: AccountAccess): Promise<ReadAnswer<Limit[]>> => {
  const asked = await ask(world, account, 'com.atproto.server.describeServer', {}, Server)
  if (asked.kind !== 'ok') return asked
  const own = asked.value.blobUploadLimit
  const source = new URL('/xrpc/com.atproto.server.describeServer', openAccount(account).service).href
  const items = limits.map((limit) =>
    limit.field === 'image-bytes' && own !== undefined && own < limit.max
      ? { ...limit, max: own, since: world.now().toISOString().slice(0, 10), source }
      : limit,
  )
  return { kind: 'read', items, cursor: null }
}
