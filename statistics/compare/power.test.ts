/** Power and sample size against the textbook. */
import { expect, test } from 'vitest'
import { powerOf, smallestVisibleEffect, unitsNeeded } from './power.ts'

test('Lehr’s rule: sixteen variances over the squared effect', () => {
  // van Belle: n = 16 / Δ² per group for 80% power at 5%; the exact factor is 2 (1.96 + 0.8416)² = 15.698.
  expect(unitsNeeded(0.5, [1, 1])).toBe(63)
  expect(unitsNeeded(1, [1, 1])).toBe(16)
})

test('size, effect and power undo each other', () => {
  const n = unitsNeeded(0.02, [0.09, 0.1])
  expect(smallestVisibleEffect(n, [0.09, 0.1])).toBeCloseTo(0.02, 4)
  expect(powerOf(0.02, n, [0.09, 0.1])).toBeCloseTo(0.8, 3)
  expect(powerOf(0, n, [0.09, 0.1])).toBeCloseTo(0.05, 10)
})

test('no effect can never be seen', () => expect(() => unitsNeeded(0, [1, 1])).toThrow(RangeError))
