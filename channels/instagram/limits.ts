/** What an Instagram post may be, as dated data; Athar cannot send one yet, and says so. */
import type { PostContent } from '../../contract/content.ts'
import { say } from '../../contract/sentence.ts'
import type { ChannelLimits, Limit, Meter } from '../limits.ts'

const media = 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media'

const limits: Limit[] = [
  { field: 'text', max: 2200, unit: 'utf16', since: '2026-04-15', source: media },
  // The API's text still says 30; the app has taken five since this day.
  { field: 'hashtags', max: 5, unit: 'count', since: '2025-12-18', source: media },
  { field: 'images', max: 10, unit: 'count', since: '2026-04-15', source: media },
]

const used: Partial<Record<Limit['field'], (content: PostContent) => number>> = {
  text: ({ text }) => text.length,
  hashtags: ({ text }) => text.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0,
  images: (content) => content.media.filter(({ kind }) => kind === 'image').length,
}

const meters = (content: PostContent, known: Limit[] = limits): Meter[] =>
  known.map(({ field, unit, max }) => ({ field, unit, max, used: used[field]?.(content) ?? 0 }))

export const instagramLimits: ChannelLimits = {
  network: 'instagram',
  limits,
  formats: ['photo', 'carousel', 'video', 'reel', 'story'],
  meters,
  problems: () => [{ severity: 'error', field: 'format', reason: say('channels-instagram:problem.readOnly') }],
}
