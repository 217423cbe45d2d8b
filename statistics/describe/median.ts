/** The median, and the spread around it that outliers cannot move. */
import { quantile } from './quantile.ts'

/** The middle value; not a number when empty or when a value is none. Cost: O(n log n). */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5)

/** 1.4826 times the median absolute deviation: estimates a normal's standard deviation. Source: Hampel 1974, JASA 69. */
export const robustDeviation = (values: ArrayLike<number>): number => {
  const centre = median(values)
  const deviation = median(Array.from(values, (value) => Math.abs(value - centre)))
  return Math.min(1.482602218505602 * deviation, Number.isFinite(centre) ? Number.MAX_VALUE : Number.POSITIVE_INFINITY)
}
