/** Held to reference values: first, last, linear, time decay and position-based attribution. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryPaths, small } from './testing/small-journeys.ts'
import { creditFirstTouch } from './first-touch.ts'
import { packJourneys, sum } from './journeys.ts'
import { creditLastTouch } from './last-touch.ts'
import { creditLinear } from './linear-touch.ts'
import { creditPositionBased } from './position-based.ts'
import { creditShapley } from './shapley-journeys.ts'
import { creditTimeDecay } from './time-decay.ts'

const near = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}
const rules = { creditFirstTouch, creditLastTouch, creditLinear, creditTimeDecay, creditPositionBased, creditShapley }

describe('the rules of position', () => {
  it('first touch gives everything to the first channel', () => near(creditFirstTouch(small).conversions, [7, 2, 1, 0]))
  it('last touch gives everything to the last channel', () => near(creditLastTouch(small).conversions, [0, 2, 4, 4]))
  it('linear pays every touch alike', () => near(creditLinear(small).conversions, [1 + 2, 1 + 2, 1 + 1 + 1, 1]))
  it('time decay halves the credit every half-life', () => {
    const { conversions } = creditTimeDecay(small, 1)
    near(conversions, [3 / 7 + (4 * (1 + 4)) / 15, 6 / 7 + 2, 12 / 7 + 1 + (4 * 2) / 15, (4 * 8) / 15])
  })
  it('position-based pays 40, 20, 40', () => {
    near(creditPositionBased(small).conversions, [1.2 + 1.6 + 0.4, 0.6 + 2, 1.2 + 1 + 0.4, 1.6])
  })
  it('refuses a half-life of zero and shares that leave nothing', () => {
    expect(() => creditTimeDecay(small, 0)).toThrow(/half-life/)
    expect(() => creditPositionBased(small, 0.6, 0.4)).toThrow(/shares/)
  })
})

describe.each(Object.entries(rules))('%s', (_name, rule) => {
  it('gives away exactly the conversions and the value there were', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const journeys = packJourneys(5, paths)
        const credit = rule(journeys)
        expect(sum(credit.conversions)).toBeCloseTo(sum(journeys.conversions), 8)
        expect(sum(credit.values)).toBeCloseTo(sum(journeys.values), 8)
      }),
    )
  })
  it('follows channels that are given other numbers, and paths in another order', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const before = rule(packJourneys(5, paths)).conversions
        const relabelled = paths.map((path) => ({ ...path, touches: path.touches.map((channel) => 4 - channel) })).reverse()
        const after = rule(packJourneys(5, relabelled)).conversions
        before.forEach((value, channel) => expect(after[4 - channel]).toBeCloseTo(value, 8))
      }),
    )
  })
})

describe('packing', () => {
  it('names the path that is wrong', () => {
    expect(() => packJourneys(2, [{ touches: [], conversions: 1 }])).toThrow(/Path 1 has no touches/)
    expect(() => packJourneys(2, [{ touches: [2], conversions: 1 }])).toThrow(/channel 2/)
    expect(() => packJourneys(2, [{ touches: [0], conversions: -1 }])).toThrow(/-1 conversions/)
    expect(() => packJourneys(2, [{ touches: [0], conversions: 1, nulls: Number.NaN }])).toThrow(/NaN/)
    expect(() => packJourneys(0, [])).toThrow(/0 channels/)
  })
})
