/** A ratio of sums over days or posts, with its interval. */
import type { Estimate } from '../../../../contract/metrics.ts'
import { normalQuantile } from '../../../../statistics/distributions/normal.ts'

/**
 * The sum of `y` over the sum of `x`, in percent, its interval by linearisation (Cochran 1977, chapter 6.3): rows are the units, so that what is alike within
 * a row does not make it look surer. Needs two rows and a positive sum of `x`. Cost: O(n).
 */
export const ratioOf = (rows: readonly { y: number; x: number }[], level: number): Estimate => {
  const n = rows.length
  const total = rows.reduce((sum, { x }) => sum + x, 0)
  const ratio = rows.reduce((sum, { y }) => sum + y, 0) / total
  const squares = rows.reduce((sum, { x, y }) => sum + (y - ratio * x) ** 2, 0)
  const half = normalQuantile((1 + level) / 2) * (Math.sqrt((squares * n) / (n - 1)) / total)
  return { value: 100 * ratio, interval: [100 * Math.max(0, ratio - half), 100 * (ratio + half)], level, n }
}
