/** Held to reference values: first touch. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryPaths, small } from './testing/small-journeys.test-data.ts'
import { packJourneys, sum } from './journeys.ts'
import { creditFirstTouch } from './first-touch.ts'

const near = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}

describe('first touch', () => {
  it('first touch gives everything to the first channel', () => near(creditFirstTouch(small).conversions, [7, 2, 1, 0]))
  it('gives away exactly the conversions and the value there were', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const journeys = packJourneys(5, paths)
        const credit = creditFirstTouch(journeys)
        expect(sum(credit.conversions)).toBeCloseTo(sum(journeys.conversions), 8)
        expect(sum(credit.values)).toBeCloseTo(sum(journeys.values), 8)
      }),
    )
  })
  it('follows channels that are given other numbers, and paths in another order', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const before = creditFirstTouch(packJourneys(5, paths)).conversions
        const relabelled = paths.map((path) => ({ ...path, touches: path.touches.map((channel) => 4 - channel) })).reverse()
        const after = creditFirstTouch(packJourneys(5, relabelled)).conversions
        before.forEach((value, channel) => expect(after[4 - channel]).toBeCloseTo(value, 8))
      }),
    )
  })
})
