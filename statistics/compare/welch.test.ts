/** Welch's comparison against a published example, and its invariances. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMeans } from './welch.ts'

// R's own data set `sleep` (Student 1908), t.test(extra ~ group): t = -1.8608, df = 17.776, p = 0.07939, 95% interval of group 1 − group 2 [-3.3654832, 0.2054832].
const group1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const group2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

test('it equals R on Student’s sleep data', () => {
  const answer = compareMeans(group1, group2, 0.95)
  if (answer.kind !== 'difference') throw new Error('expected a difference')
  expect(answer.value).toBeCloseTo(1.58, 10)
  expect(answer.interval[0]).toBeCloseTo(-0.2054832, 6)
  expect(answer.interval[1]).toBeCloseTo(3.3654832, 6)
  expect(answer.degreesOfFreedom).toBeCloseTo(17.776, 3)
  expect(answer.p).toBeCloseTo(0.07939, 5)
})

test('one value in a group, or no spread at all, is too little', () => {
  expect(compareMeans([1], [1, 2, 3])).toEqual({ kind: 'too-little-data', have: 1, need: 2 })
  expect(compareMeans([2, 2], [3, 3])).toMatchObject({ kind: 'too-little-data' })
})

test('a value that is not finite is refused by its place', () => {
  expect(() => compareMeans([1, Number.NaN], [1, 2])).toThrow('value 1')
})

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 30 })

test('shifting both groups changes nothing, scaling scales, swapping turns the sign', () => {
  fc.assert(
    fc.property(numbers, numbers, fc.double({ min: -100, max: 100, noNaN: true }), (a, b, shift) => {
      const plain = compareMeans(a, b)
      if (plain.kind !== 'difference' || plain.interval[1] - plain.interval[0] < 1e-6) return
      const shifted = compareMeans(
        a.map((value) => value + shift),
        b.map((value) => value + shift),
      )
      const scaled = compareMeans(
        a.map((value) => value * 3),
        b.map((value) => value * 3),
      )
      const swapped = compareMeans(b, a)
      if (shifted.kind !== 'difference' || scaled.kind !== 'difference' || swapped.kind !== 'difference')
        throw new Error('lost the difference')
      expect(shifted.interval[0]).toBeCloseTo(plain.interval[0], 5)
      expect(scaled.interval[1]).toBeCloseTo(3 * plain.interval[1], 5)
      expect(swapped.value).toBeCloseTo(-plain.value, 8)
    }),
  )
})
