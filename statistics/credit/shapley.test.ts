/** Held to reference values: Shapley values exact and sampled. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { arbitraryPaths } from './testing/small-journeys.test-data.ts'
import { type Path, packJourneys } from './journeys.ts'
import { findShapleyValues, sampleShapleyValues } from './shapley.ts'
import { creditShapley } from './shapley-journeys.ts'

const worthOf = (paths: Path[]) => (members: Uint8Array) =>
  paths.reduce((sum, { touches, conversions }) => sum + (Array.from(touches).every((channel) => members[channel]) ? conversions : 0), 0)

describe('Shapley values', () => {
  it('divide the glove game as the textbook does: two left gloves, one right: 1/6, 1/6, 2/3', () => {
    const values = findShapleyValues(3, ([left, other, right]) => (right && (left || other) ? 1 : 0))
    ;[1 / 6, 1 / 6, 2 / 3].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 13))
  })

  it('of journeys need no coalitions: the closed form gives the same', () => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const closed = creditShapley(packJourneys(5, paths)).conversions
        findShapleyValues(5, worthOf(paths)).forEach((value, i) => expect(value).toBeCloseTo(closed[i] as number, 8))
      }),
    )
  })

  it('are efficient, symmetric and give a dummy nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }), (worths) => {
        // Player 3 adds nothing; players 0 and 1 are exchangeable since only their number counts.
        const values = findShapleyValues(4, ([a, b, c]) => worths[((a ?? 0) + (b ?? 0)) * 2 + (c ?? 0)] as number)
        expect(values[3]).toBeCloseTo(0, 10)
        expect(values[0]).toBeCloseTo(values[1] as number, 10)
        expect(values.reduce((x, y) => x + y)).toBeCloseTo((worths[5] as number) - (worths[0] as number), 10)
      }),
    )
  })

  it('sampled for 15 players lie within their error bound, which shrinks', () => {
    const weights = Array.from({ length: 15 }, (_, i) => i + 1)
    const votes: (members: Uint8Array) => number = (members) => (weights.reduce((sum, w, i) => sum + (members[i] ? w : 0), 0) > 60 ? 1 : 0)
    const [few, many] = [200, 3000].map((pairs) =>
      sampleShapleyValues(15, votes, { generator: createGenerator('votes'), pairs, largestGain: 1 }),
    )
    // 60.5 of 120 votes: by symmetry of the majority, the values sum to one and grow with the weight.
    expect(many?.values.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
    expect(many?.errorBounds[14]).toBeLessThan(few?.errorBounds[14] as number)
    few?.values.forEach((value, i) => expect(Math.abs(value - (many?.values[i] as number))).toBeLessThan(few.errorBounds[i] as number))
  })

  it('refuse more than twelve players, and a bound from one pair', () => {
    expect(() => findShapleyValues(13, () => 0)).toThrow(/13 players/)
    expect(() => sampleShapleyValues(3, () => 0, { generator: createGenerator(1), pairs: 1, largestGain: 1 })).toThrow(/pairs/)
  })
})
