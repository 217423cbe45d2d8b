/** Numbers the moments that are marked in a chart, so that words never lie over each other: the words stand below the picture. */
import type { Annotation } from './cut-line.ts'

export interface NumberedMark {
  number: number
  at: string
  cuts: boolean
  /** All that happened at that moment. */
  words: string[]
}

/** One number a moment, in the order of time. Cost: O(marks log marks). */
export const numberMarks = (marks: readonly Annotation[]): NumberedMark[] => {
  const moments = new Map<string, NumberedMark>()
  for (const { at, words, cuts } of marks.toSorted((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime())) {
    const known = moments.get(at)
    if (known === undefined) moments.set(at, { number: moments.size + 1, at, cuts: cuts === true, words: [words] })
    else {
      known.cuts ||= cuts === true
      if (!known.words.includes(words)) known.words.push(words)
    }
  }
  return [...moments.values()]
}
