/** Instagram's own words for what Athar calls a format. */
import type { Format } from '../../contract/content.ts'

const formatWords: [RegExp, Format][] = [
  [/reel/, 'reel'],
  [/karus|carousel|album/, 'carousel'],
  [/stor(y|ies)/, 'story'],
  [/live/, 'live'],
  [/video/, 'video'],
  [/image|photo|bild|foto/, 'photo'],
]

/** The format that a post type of an export names, in any of the known languages; null when it is a new one. */
export const readInstagramFormat = (text: string): Format | null =>
  formatWords.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1] ?? null
