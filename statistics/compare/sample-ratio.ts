/** Sample-ratio mismatch: were the units split as planned? Tested before any effect is looked at. */
import { chiSquareTail } from '../distributions/chi-square.ts'

/**
 * Pearson's chi-square test of the observed counts per arm against the planned shares (default equal; any positive weights).
 * `p` below 0.001 is the usual alarm (Fabijan et al. 2019, doi 10.1145/3292500.3330722). Throws RangeError for fewer than two arms, counts that are not
 * whole and non-negative, or shares that do not fit. Null when nobody was counted. Cost: O(arms).
 */
export const sampleRatioMismatch = (
  counts: readonly number[],
  shares: readonly number[] = counts.map(() => 1),
): { p: number; statistic: number; expected: number[] } | null => {
  if (counts.length < 2 || shares.length !== counts.length) throw new RangeError('each of two or more arms needs a count and a share')
  const badCount = counts.findIndex((count) => !Number.isInteger(count) || count < 0 || count > 1e15)
  if (badCount >= 0) throw new RangeError(`the count of arm ${badCount} is not a whole number of units`)
  if (shares.some((share) => !(share > 0) || !Number.isFinite(share))) throw new RangeError('every planned share is above zero')
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const weight = shares.reduce((sum, share) => sum + share, 0)
  if (shares.some((share) => !(share / weight >= 1e-12))) throw new RangeError('a planned share of less than a trillionth is no share')
  const expected = shares.map((share) => (total * share) / weight)
  const statistic = counts.reduce((sum, count, arm) => sum + (count - (expected[arm] as number)) ** 2 / (expected[arm] as number), 0)
  return { p: chiSquareTail(statistic, counts.length - 1), statistic, expected }
}
