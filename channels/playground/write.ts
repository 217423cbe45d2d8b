/** Publishes on Playground: a post stands under its token, so sending it twice makes one post. */
import { z } from 'zod'
import { PostContent } from '../../contract/content.ts'
import type { AccountAccess, Payload, PublishAnswer, ReadBackAnswer, World } from '../port.ts'
import { openAccount } from './connect.ts'
import type { FaultRule, Hit } from './faults.ts'
import { playgroundLimits } from './limits.ts'
import { networkPostId } from './map.ts'
import { addPost, findPost, listPosts, listTouched, type LivePost, readSettings } from './records.ts'
import { key, reasonOf, suffer, untilOf } from './refusals.ts'
import { dayMs } from './simulate/zone.ts'

const Body = z.object({ content: PostContent })
/** How long to leave a network alone that cannot be reached. */
const pauseMs = 60_000

/** What a fault answers before the post is looked at; null: go on. */
const stoppedBefore = (world: World, hit: Hit): PublishAnswer | null => {
  const raw = { fault: hit.kind }
  switch (hit.kind) {
    case 'unreachable':
      return { kind: 'wait', until: new Date(world.now().getTime() + pauseMs), reason: reasonOf(hit.kind), raw }
    case 'rate-limit':
      return { kind: 'wait', until: untilOf(world, hit), reason: reasonOf(hit.kind), raw: { ...raw, status: 429, retryAfter: hit.seconds } }
    case 'drop-before':
      return { kind: 'unknown', reason: reasonOf(hit.kind), raw: { fault: 'dropped' } }
    case 'server-error':
      return { kind: 'unknown', reason: reasonOf(hit.kind), raw: { status: 500 } }
    case 'signed-out':
      return { kind: 'reconnect', reason: reasonOf(hit.kind), raw: { status: 401 } }
    case 'duplicate':
      return { kind: 'refused', reason: reasonOf(hit.kind), raw: { status: 422 } }
    default:
      return null
  }
}

/** What a fault answers after the post was taken. It looks to the caller exactly as it does before. */
const stoppedAfter = (hit: Hit): PublishAnswer | null => {
  switch (hit.kind) {
    case 'drop-after':
      return { kind: 'unknown', reason: reasonOf(hit.kind), raw: { fault: 'dropped' } }
    case 'server-error-after':
      return { kind: 'unknown', reason: reasonOf(hit.kind), raw: { status: 500 } }
    case 'garbage':
      return { kind: 'unknown', reason: reasonOf(hit.kind), raw: { status: 200, body: '<html>' } }
    default:
      return null
  }
}

const toLivePost = ({ format, text, language, link, media, replyTo }: PostContent): LivePost => ({
  format,
  text,
  language,
  link,
  media: media.length,
  ...(replyTo === undefined ? {} : { replyTo }),
})

const samePost = (a: LivePost, b: LivePost) => JSON.stringify(a) === JSON.stringify(b)

/** The writing side of a Playground with these faults of its own. */
export const createWriting = (faults: readonly FaultRule[]) => ({
  prepare: async (_world: World, _account: AccountAccess, content: PostContent): Promise<Payload> => ({
    token: crypto.randomUUID(),
    body: { content },
  }),

  send: async (world: World, account: AccountAccess, payload: Payload): Promise<PublishAnswer> => {
    const { content } = Body.parse(payload.body)
    const id = account.networkAccountId
    const hit = await suffer(world, faults, id, 'send', payload.token)
    const before = stoppedBefore(world, hit)
    if (before !== null) return before
    if ((await openAccount(world, account)) === null) return { kind: 'reconnect', reason: key('reason.signedOut'), raw: { status: 401 } }

    const problem = playgroundLimits.problems(content).find(({ severity }) => severity === 'error')
    if (problem !== undefined) return { kind: 'refused', reason: problem.reason, raw: { status: 422, field: problem.field } }
    if (content.replyTo !== undefined && (await listTouched(world.hosted, id)).get(content.replyTo)?.deleted === true) {
      return { kind: 'refused', reason: key('reason.replyGone'), raw: { status: 404 } }
    }
    const post = toLivePost(content)
    const now = world.now()
    if ((await readSettings(world.hosted, id)).refusesDuplicates) {
      const recent = await listPosts(world.hosted, id, { since: new Date(now.getTime() - dayMs) })
      if (recent.some((other) => other.token !== payload.token && other.post.text === post.text)) {
        return { kind: 'refused', reason: key('reason.duplicate'), raw: { status: 422 } }
      }
    }
    await addPost(world.hosted, id, payload.token, post, now)
    const standing = await findPost(world.hosted, id, payload.token)
    if (standing === null || !samePost(standing.post, post)) {
      return { kind: 'refused', reason: key('reason.otherPost'), raw: { status: 409 } }
    }
    return stoppedAfter(hit) ?? { kind: 'done', ...foundAt(id, payload.token, standing.publishedAt) }
  },

  /** The token is the place, so a look there settles it. Reading needs no sign-in: posts are public. */
  readBack: async (
    world: World,
    account: AccountAccess,
    attempt: { payload: Payload; startedAt: Date; handle: string | null },
  ): Promise<ReadBackAnswer> => {
    const id = account.networkAccountId
    const { token, body } = attempt.payload
    const hit = await suffer(world, faults, id, 'readBack', token)
    if (hit.kind === 'signed-out') return { kind: 'reconnect', reason: reasonOf(hit.kind), raw: { status: 401 } }
    if (hit.kind !== null) return { kind: 'cannot-tell', reason: reasonOf(hit.kind), raw: { fault: hit.kind } }
    const standing = await findPost(world.hosted, id, token)
    if (standing === null) return { kind: 'absent', raw: { status: 404 } }
    if (!samePost(standing.post, toLivePost(Body.parse(body).content))) {
      return { kind: 'cannot-tell', reason: key('reason.otherPost'), raw: { status: 200 } }
    }
    return { kind: 'present', ...foundAt(id, token, standing.publishedAt) }
  },
})

const foundAt = (accountId: string, token: string, publishedAt: Date) => {
  const id = networkPostId(accountId, token)
  return { networkPostId: id, permalink: null, publishedAt, raw: { status: 200, body: { id, publishedAt: publishedAt.toISOString() } } }
}
