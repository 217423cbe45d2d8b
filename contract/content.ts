/** What a post says: the words and pictures that every side hands on unchanged. */
import { z } from 'zod'

/** The forms a post can take, across networks. A network's own names are mapped to these in channels/<network>/map.ts. */
export const formats = ['text', 'photo', 'carousel', 'video', 'reel', 'story', 'link', 'poll', 'document', 'live', 'other'] as const
export const Format = z.enum(formats)
export type Format = z.infer<typeof Format>

/** A stored media file as a post refers to it; `bytes`, `width` and `height` are of the original. */
export const MediaReference = z.object({
  id: z.uuid(),
  kind: z.enum(['image', 'video']),
  mime: z.string().max(100),
  bytes: z.int().nonnegative(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  /** What the picture shows, for people who cannot see it. Empty means none was written. */
  alt: z.string().max(2000),
})
export type MediaReference = z.infer<typeof MediaReference>

/** One version of a post, as it goes to one account. Its hash (server) is what an approval is bound to. */
export const PostContent = z.object({
  text: z.string().max(100_000),
  /** BCP 47 language tag of the text, e.g. "ar" or "en"; null when the writer did not say. */
  language: z.string().max(35).nullable(),
  format: Format,
  link: z.url().max(2048).nullable(),
  media: z.array(MediaReference).max(20),
  /** Set when this answers somebody's message: the message's id on the network. Absent for a post of its own. */
  replyTo: z.string().max(2048).optional(),
})
export type PostContent = z.infer<typeof PostContent>
