/** Held to reference values: the sample variance. */
import { expect, it } from 'vitest'
import { variance } from './variance.ts'

it('is numpy’s var(ddof=1), also far from zero', () => {
  expect(variance([3, 1, 4, 1, 5, 9, 2, 6])).toBeCloseTo(7.553571428571429, 14)
  expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1)
  expect(variance([4])).toBeNaN()
})
