/** Held to reference values: the arithmetic mean. */
import { expect, it } from 'vitest'
import { mean } from './mean.ts'

it('is the sum over the count, and not a number of nothing', () => {
  expect(mean([3, 1, 4, 1, 5, 9, 2, 6])).toBe(3.875)
  expect(mean([])).toBeNaN()
})
