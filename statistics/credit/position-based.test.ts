/** Held to reference values: position-based attribution. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryPaths, small } from './testing/small-journeys.test-data.ts'
import { packJourneys, sum } from './journeys.ts'
import { creditPositionBased } from './position-based.ts'

const near = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}

describe('position-based attribution', () => {
  it('position-based pays 40, 20, 40', () => {
    near(creditPositionBased(small).conversions, [1.2 + 1.6 + 0.4, 0.6 + 2, 1.2 + 1 + 0.4, 1.6])
  })
  it('refuses shares that leave nothing', () => expect(() => creditPositionBased(small, 0.6, 0.4)).toThrow(/shares/))
  it('gives away exactly the conversions and the value there were', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const journeys = packJourneys(5, paths)
        const credit = creditPositionBased(journeys)
        expect(sum(credit.conversions)).toBeCloseTo(sum(journeys.conversions), 8)
        expect(sum(credit.values)).toBeCloseTo(sum(journeys.values), 8)
      }),
    )
  })
  it('follows channels that are given other numbers, and paths in another order', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const before = creditPositionBased(packJourneys(5, paths)).conversions
        const relabelled = paths.map((path) => ({ ...path, touches: path.touches.map((channel) => 4 - channel) })).reverse()
        const after = creditPositionBased(packJourneys(5, relabelled)).conversions
        before.forEach((value, channel) => expect(after[4 - channel]).toBeCloseTo(value, 8))
      }),
    )
  })
})
