/** Translates between Bluesky's words and Athar's: posts, formats, metrics, messages. */
import { z } from 'zod'
import type { Format } from '../../contract/content.ts'
import type { PostMetric } from '../../contract/metrics.ts'
import type { ObservedMessage, ObservedMetric, ObservedPost } from '../port.ts'

/** The page of a post, by the account's DID: it stays right when the handle changes. */
export const permalinkOf = (uri: string): string | null => {
  const match = /^at:\/\/(did:[^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri)
  return match === null ? null : `https://bsky.app/profile/${match[1]}/post/${match[2]}`
}

const digits = '234567abcdefghijklmnopqrstuvwxyz'
/** The moment written in a TID, null when the key is none. */
const momentOfKey = (key: string): number | null => {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return null
  let value = 0n
  for (const digit of key) value = value * 32n + BigInt(digits.indexOf(digit))
  return Number(value >> 10n) / 1000
}

/** When a post was made. Its writer's clock says so; where that is unreadable or in the future, its key does, else it was now. */
export const publishedAtOf = (uri: string, createdAt: string, now: Date): Date => {
  const claimed = Date.parse(createdAt)
  const latest = now.getTime() + 5 * 60_000
  if (claimed <= latest && claimed > 0) return new Date(claimed)
  const keyed = momentOfKey(uri.slice(uri.lastIndexOf('/') + 1))
  return keyed !== null && keyed <= latest && keyed > 0 ? new Date(keyed) : now
}

/** Equal as data, whatever the order of keys. */
export const isSameRecord = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSameRecord(a[key as never], b[key as never]))
}

const Embed = z.looseObject({ $type: z.string(), images: z.array(z.unknown()).optional(), items: z.array(z.unknown()).optional() })
const PostValue = z.looseObject({
  text: z.string(),
  createdAt: z.string(),
  langs: z.array(z.string()).optional(),
  reply: z.looseObject({ root: z.object({ uri: z.string() }), parent: z.object({ uri: z.string() }) }).optional(),
  embed: z.looseObject({ $type: z.string(), media: Embed.optional() }).and(Embed).optional(),
})

const formatOf = (embed: z.infer<typeof Embed> | undefined): Format => {
  switch (embed?.$type) {
    case undefined:
    case 'app.bsky.embed.record':
      return 'text'
    case 'app.bsky.embed.images':
    case 'app.bsky.embed.gallery':
      return (embed.images ?? embed.items ?? []).length > 1 ? 'carousel' : 'photo'
    case 'app.bsky.embed.video':
      return 'video'
    case 'app.bsky.embed.external':
      return 'link'
    case 'app.bsky.embed.recordWithMedia':
      return formatOf((embed as { media?: z.infer<typeof Embed> }).media)
    default:
      return 'other'
  }
}

/** One record of a repository as a post; null for replies, which are conversation, and for what is no readable post. */
export const toPost = (uri: string, value: unknown, now: Date): ObservedPost | null => {
  const post = PostValue.safeParse(value).data
  if (post === undefined || post.reply !== undefined) return null
  return {
    networkPostId: uri,
    permalink: permalinkOf(uri),
    publishedAt: publishedAtOf(uri, post.createdAt, now),
    format: formatOf(post.embed),
    text: post.text,
    language: post.langs?.[0] ?? null,
  }
}

const Counts = z.object({
  uri: z.string(),
  likeCount: z.number().optional(),
  repostCount: z.number().optional(),
  replyCount: z.number().optional(),
  quoteCount: z.number().optional(),
  bookmarkCount: z.number().optional(),
})

/** A post's counts. A count the server leaves out is missing, not zero; sums need all their parts. */
export const toMetrics = (view: unknown, observedAt: Date): ObservedMetric[] => {
  const counts = Counts.safeParse(view).data
  if (counts === undefined) return []
  const { likeCount, repostCount, replyCount, quoteCount, bookmarkCount } = counts
  const sum = (...parts: (number | undefined)[]) =>
    parts.includes(undefined) ? undefined : parts.reduce<number>((a, b) => a + (b as number), 0)
  const values: [PostMetric, number | undefined][] = [
    ['reactions', likeCount],
    // A quote passes a post on, with words of one's own.
    ['shares', sum(repostCount, quoteCount)],
    ['comments', replyCount],
    ['saves', bookmarkCount],
    ['engagements', sum(likeCount, repostCount, replyCount, quoteCount)],
  ]
  return values.flatMap(([metric, value]) =>
    value === undefined ? [] : [{ networkPostId: counts.uri, metric, window: 'lifetime' as const, day: null, value, observedAt }],
  )
}

const Notification = z.object({
  uri: z.string(),
  reason: z.string(),
  reasonSubject: z.string().optional(),
  author: z.object({ did: z.string(), handle: z.string(), displayName: z.string().optional(), avatar: z.string().optional() }),
  record: z.unknown(),
  indexedAt: z.string(),
})
const kinds = { reply: 'reply', mention: 'mention', quote: 'quote' } as const

/** One notification as a message; null for likes and follows, which are metrics, and for what cannot be read. */
export const toMessage = (notification: unknown, own: string, now: Date): ObservedMessage | null => {
  const found = Notification.safeParse(notification).data
  const record = PostValue.safeParse(found?.record).data
  const kind = kinds[found?.reason as keyof typeof kinds] as ObservedMessage['kind'] | undefined
  if (found === undefined || record === undefined || kind === undefined) return null
  const isOurs = (uri: string | undefined): uri is string => uri?.startsWith(`at://${own}/app.bsky.feed.post/`) === true
  const { author } = found
  return {
    networkMessageId: found.uri,
    kind,
    networkPostId: [record.reply?.root.uri, record.reply?.parent.uri, found.reasonSubject].find(isOurs) ?? null,
    author: { id: author.did, handle: author.handle, displayName: author.displayName || author.handle, avatarUrl: author.avatar ?? null },
    text: record.text,
    sentAt: publishedAtOf(found.uri, found.indexedAt, now),
    permalink: permalinkOf(found.uri),
  }
}
