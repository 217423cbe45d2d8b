/** Refusals of comparisons: each names what and which number. The limits are those of IEEE 754 doubles (1.8e308): squares of what passes stay below. */
import { expect, test } from 'vitest'
import { checkArm, checkEffect, checkEstimate, checkPositive, checkShare, checkUnits } from './check-input.ts'

test('what can be is let through, at the limits too', () => {
  for (const level of [1e-9, 0.05, 0.95]) checkShare(level, 'a level')
  checkPositive(1e-200, 'a spread')
  checkUnits(0, 'arm 1')
  checkEstimate(-1e100, 1e200)
  checkEffect({ estimate: 0, variance: 1, degreesOfFreedom: 1 })
  checkArm({ n: 0, mean: 0, variance: 0 }, 'arm 1')
  expect(Number.isFinite(1e100 ** 2 * 1e100)).toBe(true)
})

test('what cannot be is refused with its name and its number', () => {
  expect(() => checkShare(1, 'a level')).toThrow('a level lies between 0 and 1, not at 1')
  expect(() => checkPositive(0, 'a spread')).toThrow('a spread lies above zero, not at 0')
  expect(() => checkUnits(Number.NaN, 'arm 1')).toThrow('arm 1 has NaN units')
  expect(() => checkEstimate(Number.POSITIVE_INFINITY, 1)).toThrow('says nothing')
  expect(() => checkEffect({ estimate: 0, variance: 1, degreesOfFreedom: 0 })).toThrow('0 degrees of freedom')
  expect(() => checkArm({ n: 1, mean: 0, variance: -1 }, 'the control')).toThrow('the control has the mean 0 and the variance -1')
})
