/** The word for how strong an estimate is: clear, leaning or open (GLOSSARY.md). */

export type Strength = 'clear' | 'leaning' | 'open'

/** Share of the interval that must lie beyond "no difference" for "leaning". */
const leaningShare = 0.75

/** Compares an interval with the value of no difference. Cost O(1). */
export const strengthOf = ([low, high]: readonly [number, number], noDifference: number): Strength => {
  if (low > noDifference || high < noDifference) return 'clear'
  const width = high - low
  if (width <= 0) return 'open'
  const above = (high - noDifference) / width
  return Math.max(above, 1 - above) >= leaningShare ? 'leaning' : 'open'
}
