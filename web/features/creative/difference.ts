/** The difference of two texts by whole words, cut as the script's own rules cut them (Arabic included). */
import { diffWords } from 'diff'

export interface Part {
  kind: 'same' | 'removed' | 'added'
  text: string
  key: string
}

/** Words as Unicode segments them, so that an Arabic word is never split into letters. Cost: near linear for texts that are alike. */
export const findDifference = (older: string, newer: string): Part[] => {
  const language = /\p{Script=Arabic}/u.test(older + newer) ? 'ar' : 'en'
  const parts = diffWords(older, newer, { intlSegmenter: new Intl.Segmenter(language, { granularity: 'word' }) })
  return parts.map(({ value, added, removed }, index) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
    key: `${index}`,
  }))
}
