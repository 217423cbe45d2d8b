/** Held to reference values: Markov attribution. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Transitions } from './count-transitions.ts'
import { arbitraryPaths } from './testing/small-journeys.test-data.ts'
import { packJourneys, sum } from './journeys.ts'
import { creditMarkov, findRemovalEffects } from './markov.ts'

/** The worked example of two public notebooks (Iskriyana/attribution-markov-chains): Video, Search, Facebook, Display, Instagram. */
const matrix = [
  [0.142361, 0.317399, 0.278408, 0.142644, 0.119188],
  [0, 0.047947, 0.059323, 0.01892, 0.031908],
  [0.029221, 0, 0.064442, 0.048053, 0.034196],
  [0.025577, 0.050655, 0, 0.024352, 0.173072],
  [0.017299, 0.092386, 0.053986, 0, 0.029363],
  [0.024118, 0.045809, 0.218777, 0.023531, 0],
]
const conversion = [0, 0.078146, 0.053309, 0.05322, 0.050324, 0.057979]
const published = [0.2069141165564219, 0.3311037560086154, 0.3547597674182721, 0.15435482356041286, 0.21731366149038456]

const exampleChain = (): Transitions => {
  const moves = matrix.map((row) => row.flatMap((weight, channel) => (weight > 0 ? [{ to: channel + 1, weight }] : [])))
  const rows = [0]
  for (const row of moves) rows.push((rows[rows.length - 1] as number) + row.length)
  return {
    order: 1,
    channels: 5,
    states: 6,
    newest: Int32Array.of(-1, 0, 1, 2, 3, 4),
    rows: Uint32Array.from(rows),
    next: Uint32Array.from(moves.flat(), ({ to }) => to),
    weight: Float64Array.from(moves.flat(), ({ weight }) => weight),
    converted: Float64Array.from(conversion),
    lost: Float64Array.from(matrix, (row, i) => 1 - row.reduce((a, b) => a + b, 0) - (conversion[i] as number)),
  }
}

describe('Markov attribution', () => {
  it('gives the removal effects of the published example, whose matrix is printed to six digits', () => {
    const { base, removal } = findRemovalEffects(exampleChain())
    expect(base).toBeCloseTo(0.07346277508454528, 6)
    published.forEach((effect, channel) => expect(Math.abs((removal[channel] as number) - effect)).toBeLessThan(1e-5))
  })
  it('solves a chain small enough for paper: a > b converts 1 of 2, a alone 1 of 4', () => {
    const journeys = packJourneys(2, [
      { touches: [0, 1], conversions: 1, nulls: 1 },
      { touches: [0], conversions: 1, nulls: 3 },
    ])
    const { base, removal, conversions } = creditMarkov(journeys)
    expect(base).toBeCloseTo(1 / 3, 13)
    expect(removal[0]).toBe(1)
    expect(removal[1]).toBeCloseTo(1 / 2, 13)
    expect(conversions[0]).toBeCloseTo(4 / 3, 12)
  })
  it('answers zero when nothing converted, and refuses an order it does not know', () => {
    const journeys = packJourneys(2, [{ touches: [0], conversions: 0, nulls: 4 }])
    expect(Array.from(creditMarkov(journeys).conversions)).toEqual([0, 0])
    expect(() => creditMarkov(journeys, 5)).toThrow(/order is 5/)
  })
  it.each([1, 2, 3, 4])('of order %i sums to conversions, keeps every observed channel and follows relabelling', (order) => {
    fc.assert(
      fc.property(arbitraryPaths, (paths) => {
        const journeys = packJourneys(5, paths)
        const { conversions, base, removal } = creditMarkov(journeys, order)
        const total = sum(journeys.conversions)
        expect(sum(conversions)).toBeCloseTo(total, 8)
        if (total > 0) expect(base).toBeCloseTo(total / (total + sum(journeys.nulls)), 9)
        for (const { touches, conversions: converted } of paths)
          if (converted > 0) for (const channel of touches) expect(removal[channel]).toBeGreaterThan(0)
        const relabelled = paths.map((path) => ({ ...path, touches: path.touches.map((channel) => (channel + 2) % 5) })).reverse()
        const after = creditMarkov(packJourneys(5, relabelled), order).conversions
        conversions.forEach((value, channel) => expect(after[(channel + 2) % 5]).toBeCloseTo(value, 6))
      }),
      { numRuns: 40 },
    )
  })
})
