/** Another account as anybody sees it: followers as they stand today, and what its posts of the last year brought. */
import { z } from 'zod'
import { say } from '../../contract/sentence.ts'
import type { AccountAccess, ObservedPublicAccount, ReadAnswer, World } from '../port.ts'
import { toMetrics } from './map.ts'
import { judge } from './refusals.ts'
import { openAccount, xrpc } from './xrpc.ts'

const pageSize = 100
/** A thousand posts or a year of them: enough for any claim, and no more calls than a person would wait for. */
const mostPages = 10
const mostDays = 400
const dayMs = 86_400_000

const Profile = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional(),
  followersCount: z.number().optional(),
})
const Feed = z.object({
  cursor: z.string().optional(),
  feed: z.array(
    z.object({
      post: z.looseObject({ author: z.object({ did: z.string() }), record: z.looseObject({ createdAt: z.string().optional() }) }),
      /** There when it was passed on or pinned: then it is not news of this day. */
      reason: z.unknown().optional(),
    }),
  ),
})

/** No such handle, or one that was closed or taken down: theirs, so it says nothing about our own sign-in. */
const gone = new Set(['InvalidRequest', 'AccountTakedown', 'AccountSuspended', 'AccountDeactivated'])

type Days = ObservedPublicAccount['days']

/**
 * The protocol keeps no past counts of followers, so only today's is told. Null for a handle that nobody has. Posts that answer others are left out. Cost: a
 * call for the profile and one per hundred posts, at most ten. https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed
 */
export const publicAccount = async (
  world: World,
  account: AccountAccess,
  handle: string,
): Promise<ReadAnswer<ObservedPublicAccount | null>> => {
  const actor = handle.trim().replace(/^@/, '').toLowerCase()
  // Every handle of this network is a domain name.
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(actor)) return { kind: 'read', items: null, cursor: null }
  const { service, secret } = openAccount(account)
  const ask = (method: string, params: Record<string, string | number | undefined>) =>
    xrpc(world, { service, method, params, token: secret.accessJwt })
  const garbage = { kind: 'unreachable' as const, reason: say('channels-bluesky:reason.garbage', { server: new URL(service).host }) }

  const asked = await ask('app.bsky.actor.getProfile', { actor })
  if (asked.kind === 'answered' && asked.status < 500 && gone.has(asked.error ?? '')) return { kind: 'read', items: null, cursor: null }
  const verdict = judge(asked, service, world.now())
  if (verdict.kind !== 'ok')
    return verdict.kind === 'wait' || verdict.kind === 'reconnect' ? verdict : { kind: 'unreachable', reason: verdict.reason }
  const profile = Profile.safeParse(verdict.body).data
  if (profile === undefined) return garbage

  const now = world.now()
  const days = new Map<string, Days[number]>()
  const dayOf = (moment: Date) => {
    const day = moment.toISOString().slice(0, 10)
    const known = days.get(day) ?? { day, followers: null, posts: 0, engagements: 0 }
    days.set(day, known)
    return known
  }
  dayOf(now).followers = profile.followersCount ?? null
  let cursor: string | undefined
  let reach = now.getTime()
  for (let page = 0; page < mostPages; page++) {
    const told = judge(
      await ask('app.bsky.feed.getAuthorFeed', { actor, limit: pageSize, cursor, filter: 'posts_no_replies' }),
      service,
      now,
    )
    if (told.kind !== 'ok') return told.kind === 'wait' || told.kind === 'reconnect' ? told : { kind: 'unreachable', reason: told.reason }
    const feed = Feed.safeParse(told.body).data
    if (feed === undefined) return garbage
    const own = feed.feed.filter(({ post, reason }) => reason === undefined && post.author.did === profile.did)
    let oldest = now
    for (const { post } of own) {
      const at = new Date(post.record.createdAt ?? Number.NaN)
      if (Number.isNaN(at.getTime()) || at > now) continue
      if (at < oldest) oldest = at
      const day = dayOf(at)
      const brought = toMetrics(post, now).find(({ metric }) => metric === 'engagements')
      day.posts += 1
      // A post whose counts are not told leaves the day's sum unknown.
      day.engagements = brought === undefined || day.engagements === null ? null : day.engagements + brought.value
    }
    reach = Math.min(reach, oldest.getTime())
    cursor = feed.cursor
    if (cursor === undefined || now.getTime() - oldest.getTime() > mostDays * dayMs) break
  }
  // Days without a post, as far back as posts were read, had none: that is known.
  for (let at = reach; at < now.getTime(); at += dayMs) dayOf(new Date(at))
  return {
    kind: 'read',
    items: {
      handle: profile.handle,
      displayName: profile.displayName ?? '',
      days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    },
    cursor: null,
  }
}
