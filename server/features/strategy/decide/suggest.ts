/** Which pillar the words of a post speak for: plain rules that everybody can read, and a person confirms. */
import type { Pillar, SortablePost } from '../../../../contract/strategy.ts'

const plain = (text: string) =>
  text
    .normalize('NFKD')
    // Harakat and Latin accents do not make another word; nor does a tatweel.
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()

/** The only pillar one of whose keywords stands in the text as whole words; null when there is none, or more than one. Cost: O(text · keywords). */
export const suggestPillar = (text: string, pillars: readonly Pillar[]): SortablePost['suggested'] => {
  const words = ` ${plain(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const found = pillars.flatMap(({ id, keywords }) => {
    const keyword = keywords.find((one) =>
      words.includes(
        ` ${plain(one)
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()} `,
      ),
    )
    return keyword === undefined ? [] : [{ pillarId: id, keyword }]
  })
  return found.length === 1 ? (found[0] as NonNullable<SortablePost['suggested']>) : null
}
