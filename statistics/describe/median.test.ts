/** Held to reference values: the median, and the spread around it that outliers cannot move. */
import { expect, it } from 'vitest'
import { median, robustDeviation } from './median.ts'

it('finds the middle, and a spread that one wild value does not move', () => {
  expect(median([3, 1, 4, 1, 5, 9, 2, 6])).toBe(3.5)
  // By hand: median 3, absolute deviations 2 1 0 1 997, their median 1.
  expect(robustDeviation([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826022, 6)
})
