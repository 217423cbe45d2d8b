/** What a Facebook Page post may be, as dated data; Athar cannot send one yet, and says so. */
import type { PostContent } from '../../contract/content.ts'
import { say } from '../../contract/sentence.ts'
import type { ChannelLimits, Limit, Meter } from '../limits.ts'

const limits: Limit[] = [
  // Meta documents no number for several pictures in one post; ten is what its own tools offer.
  {
    field: 'images',
    max: 10,
    unit: 'count',
    since: '2026-08-05',
    source: 'https://developers.facebook.com/documentation/pages-api/posts.md',
  },
]

const meters = (content: PostContent, known: Limit[] = limits): Meter[] =>
  known.map(({ field, unit, max }) => ({ field, unit, max, used: content.media.filter(({ kind }) => kind === 'image').length }))

export const facebookLimits: ChannelLimits = {
  network: 'facebook',
  limits,
  formats: ['text', 'photo', 'carousel', 'video', 'reel', 'story', 'link', 'live'],
  meters,
  problems: () => [{ severity: 'error', field: 'format', reason: say('channels-facebook:problem.readOnly') }],
}
