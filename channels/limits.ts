/** Limits of networks as dated data, and the counting in each network's own unit; the web app counts with the same code. */
import type { PostContent } from '../contract/content.ts'
import type { Sentence } from '../contract/sentence.ts'

export type CountUnit = 'characters' | 'utf16' | 'graphemes' | 'bytes' | 'weighted'

/** One limit, with where it comes from: networks change them, so each carries its day and source. */
export interface Limit {
  field: 'text' | 'text-bytes' | 'images' | 'image-bytes' | 'alt' | 'videos' | 'links' | 'hashtags'
  max: number
  unit: CountUnit | 'count'
  since: string
  source: string
}

/** `error` would be refused by the network; `warning` would be accepted but is likely not what one wants. */
export interface Problem {
  severity: 'error' | 'warning'
  field: Limit['field'] | 'format' | 'link' | 'media'
  reason: Sentence
  count?: number
  max?: number
}

/** A read-out for the composer: what is counted, how much is used, how much there is. */
export interface Meter {
  field: Limit['field']
  unit: Limit['unit']
  used: number
  max: number
}

export interface ChannelLimits {
  network: string
  limits: Limit[]
  formats: readonly string[]
  /** Counts as the network counts; limits read from the network at run time replace the stored ones. */
  meters: (content: PostContent, limits?: Limit[]) => Meter[]
  problems: (content: PostContent, limits?: Limit[]) => Problem[]
}
