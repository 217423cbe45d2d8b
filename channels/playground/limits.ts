/** What a post on Playground may be, as dated data, and the counting of it; the web app counts with this file. */
import type { PostContent } from '../../contract/content.ts'
import { say } from '../../contract/sentence.ts'
import { countGraphemes } from '../counting.ts'
import type { ChannelLimits, Limit, Meter, Problem } from '../limits.ts'

const source = 'channels/playground/README.md'
const since = '2026-11-23'

export const limits: Limit[] = [
  { field: 'text', max: 500, unit: 'graphemes', since, source },
  { field: 'images', max: 4, unit: 'count', since, source },
  { field: 'videos', max: 1, unit: 'count', since, source },
  { field: 'image-bytes', max: 5_000_000, unit: 'bytes', since, source },
  { field: 'alt', max: 1000, unit: 'graphemes', since, source },
]

const maxOf = (known: Limit[], field: Limit['field']) =>
  [...known, ...limits].find((limit) => limit.field === field)?.max ?? Number.POSITIVE_INFINITY

const ofKind = (content: PostContent, kind: 'image' | 'video') => content.media.filter((media) => media.kind === kind)

const meters = (content: PostContent, known: Limit[] = limits): Meter[] => [
  { field: 'text', unit: 'graphemes', used: countGraphemes(content.text), max: maxOf(known, 'text') },
  { field: 'images', unit: 'count', used: ofKind(content, 'image').length, max: maxOf(known, 'images') },
  { field: 'videos', unit: 'count', used: ofKind(content, 'video').length, max: maxOf(known, 'videos') },
]

const problems = (content: PostContent, known: Limit[] = limits): Problem[] => {
  const problem = (name: string, values: Record<string, string | number> = {}) => say(`channels-playground:problem.${name}`, values)
  const found: Problem[] = meters(content, known)
    .filter(({ used, max }) => used > max)
    .map(({ field, used, max }) => ({ severity: 'error', field, count: used, max, reason: problem(field, { used, max }) }))
  if (content.text.trim() === '' && content.media.length === 0 && content.link === null) {
    found.push({ severity: 'error', field: 'text', reason: problem('empty') })
  }
  const images = ofKind(content, 'image')
  if (images.length > 0 && images.length < content.media.length) found.push({ severity: 'error', field: 'media', reason: problem('mixed') })
  for (const [index, { bytes, alt }] of images.entries()) {
    const place = index + 1
    const maxBytes = maxOf(known, 'image-bytes')
    const maxAlt = maxOf(known, 'alt')
    const written = countGraphemes(alt)
    if (bytes > maxBytes) {
      const reason = problem('image-bytes', { place, used: bytes, max: maxBytes })
      found.push({ severity: 'error', field: 'image-bytes', count: bytes, max: maxBytes, reason })
    }
    if (written > maxAlt) {
      found.push({
        severity: 'error',
        field: 'alt',
        count: written,
        max: maxAlt,
        reason: problem('alt', { place, used: written, max: maxAlt }),
      })
    }
    if (alt.trim() === '') found.push({ severity: 'warning', field: 'alt', reason: problem('noAlt', { place }) })
  }
  return found
}

export const playgroundLimits: ChannelLimits = {
  network: 'playground',
  limits,
  formats: ['text', 'photo', 'carousel', 'reel', 'video', 'link'],
  meters,
  problems,
}
