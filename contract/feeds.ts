/** Feeds that a workspace follows, and the items in them that wait for a person's yes before they enter the register. */
import { z } from 'zod'
import { ChangeKind } from './register.ts'
import { Sentence } from './sentence.ts'

export const NewFeed = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  platform: z.string().trim().min(1).max(80),
  network: z.string().min(1).max(40).nullable(),
})
export type NewFeed = z.infer<typeof NewFeed>

export const Feed = NewFeed.extend({
  id: z.uuid(),
  title: z.string(),
  addedBy: z.string(),
  readAt: z.iso.datetime().nullable(),
  /** Why it could not be read the last time; null when it could. */
  problem: Sentence.nullable(),
})
export type Feed = z.infer<typeof Feed>

export const FeedItem = z.object({
  id: z.uuid(),
  feedId: z.uuid(),
  platform: z.string(),
  title: z.string(),
  summary: z.string(),
  link: z.string().nullable(),
  /** Null where the feed names no day. */
  day: z.iso.date().nullable(),
})
export type FeedItem = z.infer<typeof FeedItem>

export const ItemDecision = z.discriminatedUnion('take', [
  z.object({ take: z.literal(true), kind: ChangeKind, day: z.iso.date() }),
  z.object({ take: z.literal(false) }),
])
export type ItemDecision = z.infer<typeof ItemDecision>
