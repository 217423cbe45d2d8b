/** Publishes: a record under a key chosen beforehand, so that sending it twice makes one post. */
import { z } from 'zod'
import { MediaReference, type PostContent } from '../../contract/content.ts'
import { type Sentence, say } from '../../contract/sentence.ts'
import type { AccountAccess, Payload, PublishAnswer, ReadBackAnswer, World } from '../port.ts'
import { cidOf } from './blob.ts'
import { isSameRecord, permalinkOf, publishedAtOf } from './map.ts'
import { makeRecord } from './record.ts'
import { findReply } from './reply.ts'
import { type Failure, judge, proofOf, tryAgainAt } from './refusals.ts'
import { openAccount, xrpc } from './xrpc.ts'

const collection = 'app.bsky.feed.post'

/** What is stored before sending: the record itself, and the pictures that have to be there first. */
const Body = z.object({
  record: z.looseObject({ $type: z.literal(collection), createdAt: z.string() }),
  media: z.array(MediaReference),
  gone: z.boolean().optional(),
})
const Written = z.object({ uri: z.string().startsWith('at://'), cid: z.string() })
const Found = z.object({ uri: z.string().startsWith('at://'), cid: z.string(), value: z.record(z.string(), z.unknown()) })
const Uploaded = z.object({ blob: z.object({ ref: z.object({ $link: z.string() }), mimeType: z.string(), size: z.number() }) })

let lastMicros = 0
/** A TID (https://atproto.com/specs/tid): microseconds and ten random bits; never the same twice in one process. */
const mintKey = async (now: Date): Promise<string> => {
  const { TID } = await import('@atproto/common-web')
  lastMicros = Math.max(now.getTime() * 1000, lastMicros + 1)
  return TID.fromTime(lastMicros, crypto.getRandomValues(new Uint16Array(1))[0]! & 1023).str
}

/** Makes the exact record and its key. Only reads from the net (who a mention is, what a link's page is called); throws EgressError. */
export const prepare = async (world: World, account: AccountAccess, content: PostContent): Promise<Payload> => {
  const { service } = openAccount(account)
  const now = world.now()
  const reply = content.replyTo === undefined ? null : await findReply(world, account, content.replyTo)
  const record = await makeRecord(world, service, content, now, reply)
  // A reply whose message is gone is marked, so that sending refuses it: without its place it would be a post of its own.
  const gone = content.replyTo !== undefined && reply === null
  return {
    token: await mintKey(now),
    body: { record, media: content.media.filter(({ kind }) => kind === 'image'), ...(gone ? { gone } : {}) },
  }
}

/** Sends once: the pictures, which nobody sees until a record names them, then the record. */
export const send = async (world: World, account: AccountAccess, payload: Payload): Promise<PublishAnswer> => {
  const { service, did, secret } = openAccount(account)
  const { record, media, gone } = Body.parse(payload.body)
  if (gone === true) return { kind: 'refused', reason: say('channels-bluesky:reason.replyGone'), raw: null }
  for (const one of media) {
    const trouble = await upload(world, { service, token: secret.accessJwt }, one)
    if (trouble !== null) return trouble
  }
  const answer = await xrpc(world, {
    service,
    method: 'com.atproto.repo.putRecord',
    token: secret.accessJwt,
    body: { repo: did, collection, rkey: payload.token, record },
  })
  const verdict = judge(answer, service, world.now())
  const raw = proofOf(answer)
  if (verdict.kind !== 'ok') return toPublishAnswer(verdict, world.now(), raw)
  const written = Written.safeParse(verdict.body).data
  if (written === undefined || !written.uri.endsWith(`/${collection}/${payload.token}`)) {
    return { kind: 'unknown', reason: say('channels-bluesky:reason.garbage', { server: new URL(service).host }), raw }
  }
  return { kind: 'done', networkPostId: written.uri, permalink: permalinkOf(written.uri), publishedAt: new Date(record.createdAt), raw }
}

const toPublishAnswer = (failure: Failure, now: Date, raw: unknown): PublishAnswer => {
  if (failure.kind === 'unsure') return { kind: 'unknown', reason: failure.reason, raw }
  // Surely not received: the next try may be blind.
  if (failure.kind === 'unreachable') return { kind: 'wait', until: tryAgainAt(now), reason: failure.reason, raw }
  return { ...failure, raw }
}

/** Puts one picture on the server; null when it is there as the record names it. Nothing public happens here, so doubt means: wait. */
const upload = async (
  world: World,
  { service, token }: { service: string; token: string },
  media: MediaReference,
): Promise<PublishAnswer | null> => {
  const data = await world.openMedia(media)
  const answer = await xrpc(world, { service, method: 'com.atproto.repo.uploadBlob', token, bytes: { data, mime: media.mime } })
  const verdict = judge(answer, service, world.now())
  const raw = proofOf(answer)
  if (verdict.kind === 'unsure') return { kind: 'wait', until: tryAgainAt(world.now()), reason: verdict.reason, raw }
  if (verdict.kind !== 'ok') return toPublishAnswer(verdict, world.now(), raw)
  const blob = Uploaded.safeParse(verdict.body).data?.blob
  if (blob?.ref.$link === (await cidOf(data)) && blob.mimeType === media.mime) return null
  const reason: Sentence = say('channels-bluesky:reason.mediaChanged', { mime: media.mime, found: blob?.mimeType ?? '?' })
  return { kind: 'refused', reason, raw }
}

/** Looks for the record under its key. What stands there counts only when it is the record that was sent. */
export const readBack = async (
  world: World,
  account: AccountAccess,
  attempt: { payload: Payload; startedAt: Date; handle: string | null },
): Promise<ReadBackAnswer> => {
  const { service, did } = openAccount(account)
  const { record } = Body.parse(attempt.payload.body)
  // Records are public: no sign-in is needed, so an ended one cannot keep us from knowing.
  const answer = await xrpc(world, {
    service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: did, collection, rkey: attempt.payload.token },
  })
  const raw = proofOf(answer)
  if (answer.kind === 'answered' && answer.error === 'RecordNotFound') return { kind: 'absent', raw }
  const verdict = judge(answer, service, world.now())
  if (verdict.kind === 'reconnect') return { kind: 'reconnect', reason: verdict.reason, raw }
  if (verdict.kind !== 'ok') return { kind: 'cannot-tell', reason: verdict.reason, raw }
  const found = Found.safeParse(verdict.body).data
  if (found === undefined)
    return { kind: 'cannot-tell', reason: say('channels-bluesky:reason.garbage', { server: new URL(service).host }), raw }
  if (!isSameRecord(found.value, record)) return { kind: 'cannot-tell', reason: say('channels-bluesky:reason.otherRecord'), raw }
  return {
    kind: 'present',
    networkPostId: found.uri,
    permalink: permalinkOf(found.uri),
    publishedAt: publishedAtOf(found.uri, record.createdAt, world.now()),
    raw,
  }
}
