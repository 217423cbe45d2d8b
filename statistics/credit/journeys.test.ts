/** Held to reference values: packing. */
import { describe, expect, it } from 'vitest'
import { small } from './testing/small-journeys.test-data.ts'
import { packJourneys, sum } from './journeys.ts'

describe('packing', () => {
  it('lays paths end to end', () => {
    expect(Array.from(small.offsets)).toEqual([0, 3, 5, 6, 10])
    expect(Array.from(small.touches)).toEqual([0, 1, 2, 1, 1, 2, 0, 2, 0, 3])
    expect([sum(small.conversions), sum(small.values), sum(small.nulls)]).toEqual([10, 81, 18])
  })
  it('names the path that is wrong', () => {
    expect(() => packJourneys(2, [{ touches: [], conversions: 1 }])).toThrow(/Path 1 has no touches/)
    expect(() => packJourneys(2, [{ touches: [2], conversions: 1 }])).toThrow(/channel 2/)
    expect(() => packJourneys(2, [{ touches: [0], conversions: -1 }])).toThrow(/-1 conversions/)
    expect(() => packJourneys(2, [{ touches: [0], conversions: 1, nulls: Number.NaN }])).toThrow(/NaN/)
    expect(() => packJourneys(0, [])).toThrow(/0 channels/)
  })
})
