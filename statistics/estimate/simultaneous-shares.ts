/** The shares of a mix, with intervals that all hold together. */
import { wilsonInterval } from './wilson-interval.ts'

export interface Share {
  value: number
  interval: [number, number]
}

/**
 * Shares of `counts` in their sum; with probability `level` all intervals hold at once, so that looking at five pillars does not find one off by chance.
 * Source: Goodman 1965, "On simultaneous confidence intervals for multinomial proportions", doi:10.1080/00401706.1965.10490252 (Bonferroni over the
 * parts, each interval in Wilson's form). Nothing counted gives no shares. Errors: RangeError for a count below 0 or not finite. Cost: O(parts).
 */
export const simultaneousShares = (counts: readonly number[], level: number): Share[] => {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (counts.some((count) => !(count >= 0 && Number.isFinite(count)))) throw new RangeError('Counts are finite and not negative.')
  if (n === 0) return []
  const each = 1 - (1 - level) / counts.length
  return counts.map((count) => ({ value: count / n, interval: wilsonInterval(count, n, each) }))
}
