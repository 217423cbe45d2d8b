/** Held to reference values: time decay. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryPaths, small } from './testing/small-journeys.test-data.ts'
import { packJourneys, sum } from './journeys.ts'
import { creditTimeDecay } from './time-decay.ts'

const near = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}

describe('time decay', () => {
  it('time decay halves the credit every half-life', () => {
    const { conversions } = creditTimeDecay(small, 1)
    near(conversions, [3 / 7 + (4 * (1 + 4)) / 15, 6 / 7 + 2, 12 / 7 + 1 + (4 * 2) / 15, (4 * 8) / 15])
  })
  it('refuses a half-life of zero', () => expect(() => creditTimeDecay(small, 0)).toThrow(/half-life/))
  it('gives away exactly the conversions and the value there were', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const journeys = packJourneys(5, paths)
        const credit = creditTimeDecay(journeys)
        expect(sum(credit.conversions)).toBeCloseTo(sum(journeys.conversions), 8)
        expect(sum(credit.values)).toBeCloseTo(sum(journeys.values), 8)
      }),
    )
  })
  it('follows channels that are given other numbers, and paths in another order', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const before = creditTimeDecay(packJourneys(5, paths)).conversions
        const relabelled = paths.map((path) => ({ ...path, touches: path.touches.map((channel) => 4 - channel) })).reverse()
        const after = creditTimeDecay(packJourneys(5, relabelled)).conversions
        before.forEach((value, channel) => expect(after[4 - channel]).toBeCloseTo(value, 8))
      }),
    )
  })
})
