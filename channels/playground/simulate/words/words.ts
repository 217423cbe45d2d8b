/** What a language must bring for the café to speak it. */
import type { SimulatedFormat } from '../types.ts'

export interface Idea {
  /** Formats it suits; null: any. */
  formats: readonly SimulatedFormat[] | null
  /** `{drink}`, `{sweet}`, `{origin}`, `{time}` and `{price}` are filled. */
  text: string
}

export interface Words {
  cafe: { name: string; handle: string }[]
  ideas: readonly Idea[]
  /** Said after an idea, in half of the posts. */
  closings: readonly string[]
  hashtags: readonly string[]
  fill: Record<'drink' | 'sweet' | 'origin' | 'time', readonly string[]>
  comments: readonly string[]
  /** Asked under posts with a link, or when a price or a time was named. */
  questions: readonly string[]
  complaints: readonly string[]
  firstNames: readonly { name: string; latin: string }[]
  lastNames: readonly { name: string; latin: string }[]
}
