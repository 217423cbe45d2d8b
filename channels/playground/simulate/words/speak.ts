/** Puts words together: posts of the café and comments under them, never in the same order for two brands. */
import { createGenerator, hashName } from '../generator.ts'
import type { SimulatedFormat } from '../types.ts'
import { arabic } from './ar.ts'
import { english } from './en.ts'
import type { Words } from './words.ts'

export const wordsOf = (language: 'en' | 'ar'): Words => (language === 'ar' ? arabic : english)

/** Writes posts; an idea comes again only after the others that suit the format had their turn. */
export const createWriter = (seed: number, language: 'en' | 'ar') => {
  const words = wordsOf(language)
  const used = new Map<string, number>()
  return (format: SimulatedFormat, _at: number, key: string): string => {
    const random = createGenerator(`${seed}/text/${key}`)
    const suiting = words.ideas.filter(({ formats }) => formats === null || formats.includes(format))
    const fewest = Math.min(...suiting.map(({ text }) => used.get(text) ?? 0))
    const idea = random.pick(suiting.filter(({ text }) => (used.get(text) ?? 0) === fewest))
    used.set(idea.text, fewest + 1)
    const filled = idea.text.replace(/\{(drink|sweet|origin|time)\}/g, (_, name: keyof Words['fill']) => random.pick(words.fill[name]))
    const sentence = filled.slice(0, 1).toUpperCase() + filled.slice(1)
    const closing = random.uniform() < 0.5 ? ` ${random.pick(words.closings)}` : ''
    const tags = random.uniform() < 0.35 ? `\n\n${[...new Set([random.pick(words.hashtags), random.pick(words.hashtags)])].join(' ')}` : ''
    return sentence + closing + tags
  }
}

/** What the i-th commenter says: mostly kind, sometimes a question, seldom a complaint. */
export const commentText = (name: string, language: 'en' | 'ar', i: number): string => {
  const words = wordsOf(language)
  const random = createGenerator(`${name}/comment/${i}`)
  const kind = random.weighted([0.74, 0.2, 0.06])
  const list = [words.comments, words.questions, words.complaints][kind] as readonly string[]
  // A post's comments walk through the list from a place of its own, so that neighbours are never the same.
  return list[(hashName(name) + i) % list.length] as string
}
