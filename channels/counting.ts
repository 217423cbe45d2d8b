/** Counting of text in the units networks use; the web app counts with the same code. */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Characters as people see them (extended grapheme clusters, UAX 29). Cost: O(length). */
export const countGraphemes = (text: string): number => {
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}
