/** Sample-ratio mismatch: a worked example, unequal plans, and bad input. */
import { expect, test } from 'vitest'
import { sampleRatioMismatch } from './sample-ratio.ts'

test('821,588 against 815,482 units is a fault of the split (Kohavi, Tang, Xu 2020, section 21)', () => {
  const answer = sampleRatioMismatch([821_588, 815_482])
  expect(answer?.p).toBeGreaterThan(1.7e-6)
  expect(answer?.p).toBeLessThan(1.9e-6)
})

test('a planned 90 to 10 is no mismatch when it came out so', () => {
  expect(sampleRatioMismatch([9000, 1000], [9, 1])).toMatchObject({ p: 1, statistic: 0, expected: [9000, 1000] })
  expect(sampleRatioMismatch([9000, 1000])?.p).toBeLessThan(1e-100)
})

test('nobody counted is no answer; impossible input is refused', () => {
  expect(sampleRatioMismatch([0, 0])).toBeNull()
  expect(() => sampleRatioMismatch([10])).toThrow(RangeError)
  expect(() => sampleRatioMismatch([10, -1])).toThrow('arm 1')
  expect(() => sampleRatioMismatch([10, 10], [1, 0])).toThrow('above zero')
})
