/** What a Bluesky post may be, as dated data, and the counting of it; the web app counts with this file. */
import type { PostContent } from '../../contract/content.ts'
import { say } from '../../contract/sentence.ts'
import { countGraphemes } from '../counting.ts'
import type { ChannelLimits, Limit, Meter, Problem } from '../limits.ts'

const lexicons = 'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky'

// `since` of the text limits is the day the source was read; they are older, but no dated source for their beginning was found.
export const limits: Limit[] = [
  { field: 'text', max: 300, unit: 'graphemes', since: '2026-08-20', source: `${lexicons}/feed/post.json` },
  { field: 'text-bytes', max: 3000, unit: 'bytes', since: '2026-08-20', source: `${lexicons}/feed/post.json` },
  // The schema's ceiling is 20; it asks clients to stop at 10. Up to 4 go out as the older embed that every app shows.
  { field: 'images', max: 10, unit: 'count', since: '2026-06-03', source: 'https://github.com/bluesky-social/atproto/commit/41a561e80a' },
  {
    field: 'image-bytes',
    max: 2_000_000,
    unit: 'bytes',
    since: '2026-04-08',
    source: 'https://github.com/bluesky-social/atproto/commit/d8801e2a17',
  },
]

/** Up to this many pictures the older embed is used, which also needs no measures. */
export const imagesInOldEmbed = 4

export const countBytes = (text: string): number => new TextEncoder().encode(text).byteLength

const maxOf = (known: Limit[], field: Limit['field']) =>
  (known.find((limit) => limit.field === field) ?? limits.find((limit) => limit.field === field))?.max ?? Number.POSITIVE_INFINITY

const meters = (content: PostContent, known: Limit[] = limits): Meter[] => [
  { field: 'text', unit: 'graphemes', used: countGraphemes(content.text), max: maxOf(known, 'text') },
  { field: 'text-bytes', unit: 'bytes', used: countBytes(content.text), max: maxOf(known, 'text-bytes') },
  { field: 'images', unit: 'count', used: content.media.filter(({ kind }) => kind === 'image').length, max: maxOf(known, 'images') },
]

const problems = (content: PostContent, known: Limit[] = limits): Problem[] => {
  const found: Problem[] = []
  const add = (
    severity: Problem['severity'],
    field: Problem['field'],
    name: string,
    values: { used?: number; max?: number; mime?: string; place?: number } = {},
  ) =>
    found.push({
      severity,
      field,
      reason: say(`channels-bluesky:problem.${name}`, values as Record<string, string | number>),
      ...(values.used === undefined ? {} : { count: values.used }),
      ...(values.max === undefined ? {} : { max: values.max }),
    })
  for (const { field, used, max } of meters(content, known)) {
    if (used > max) add('error', field, field, { used, max })
  }
  if (content.text.trim() === '' && content.media.length === 0 && content.link === null) add('error', 'text', 'empty')
  if (content.link !== null && content.media.length > 0) add('error', 'link', 'linkOrPictures')
  const images = content.media.filter(({ kind }) => kind === 'image')
  if (images.length < content.media.length) add('error', 'videos', 'video')
  const maxBytes = maxOf(known, 'image-bytes')
  for (const [index, image] of images.entries()) {
    const place = index + 1
    if (image.bytes > maxBytes) add('error', 'image-bytes', 'image-bytes', { used: image.bytes, max: maxBytes, place })
    if (!image.mime.startsWith('image/')) add('error', 'media', 'mime', { mime: image.mime, place })
    if (images.length > imagesInOldEmbed && (image.width === null || image.height === null)) add('error', 'media', 'measures', { place })
    if (image.alt.trim() === '') add('warning', 'alt', 'alt', { place })
  }
  return found
}

export const blueskyLimits: ChannelLimits = {
  network: 'bluesky',
  limits,
  formats: ['text', 'photo', 'carousel', 'link'],
  meters,
  problems,
}
