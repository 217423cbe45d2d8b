/** An arm of a ratio metric, such as engagements per impression over posts: the ratio of sums, with its variance. */
import type { Arm } from './effect.ts'

/**
 * Σ numerators / Σ denominators, and its variance per unit by the delta method, (s²ₓ − 2R sₓᵧ + R² s²ᵧ) / ȳ², with posts (or people) as the units: impressions of one post are
 * not independent of each other, so they are no sample. Source: Deng, Knoblich, Lu 2018, doi 10.1145/3219819.3219919, eq. 3; Cochran 1977, Sampling Techniques, 6.4. Pairs in which a
 * number is missing (NaN) are left out. Null with fewer than two pairs or nothing in the denominator. The approximation needs some 30 units an arm, and denominators that a few units do
 * not rule. Errors: RangeError for lengths that differ, infinite values, negative denominators. Cost: O(n).
 */
export const armOfRatio = (numerators: ArrayLike<number>, denominators: ArrayLike<number>): Arm | null => {
  if (numerators.length !== denominators.length)
    throw new RangeError(`${numerators.length} numerators and ${denominators.length} denominators do not make pairs`)
  const pairs: number[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < numerators.length; i++) {
    const [above, below] = [numerators[i] as number, denominators[i] as number]
    if (Number.isNaN(above) || Number.isNaN(below)) continue
    if (!Number.isFinite(above) || !Number.isFinite(below) || below < 0)
      throw new RangeError(`unit ${i + 1}: ${above} of ${below} is no ratio; leave it empty if it is not known`)
    pairs.push(i)
    // Running means cannot overflow where sums could.
    x += (above - x) / pairs.length
    y += (below - y) / pairs.length
  }
  const n = pairs.length
  if (n < 2 || !(y > 0)) return null
  const ratio = x / y
  let squares = 0
  // The residuals x − R y have a mean of zero, so that this is the formula above without its cancellation.
  for (const i of pairs) squares += (((numerators[i] as number) - ratio * (denominators[i] as number)) / y) ** 2
  const variance = squares / (n - 1)
  return Number.isFinite(ratio) && Number.isFinite(variance) ? { n, mean: ratio, variance } : null
}
