/** Held to reference values: transition counts. */
import { describe, expect, it } from 'vitest'
import { countTransitions } from './count-transitions.ts'
import { packJourneys } from './journeys.ts'
import { creditMarkov } from './markov.ts'

describe('transition counts', () => {
  it('are those of a count by hand: start, a, b', () => {
    const { states, newest, rows, next, weight, converted, lost } = countTransitions(
      packJourneys(2, [
        { touches: [0, 1], conversions: 1, nulls: 1 },
        { touches: [0], conversions: 1, nulls: 3 },
      ]),
      1,
    )
    expect(states).toBe(3)
    expect([newest, rows, next, weight, converted, lost].map((list) => Array.from(list))).toEqual([
      [-1, 0, 1],
      [0, 1, 2, 2],
      [1, 2],
      [6, 2],
      [0, 1, 1],
      [0, 3, 1],
    ])
  })
  it('counts the same through the hash table that many channels need', () => {
    const wide = packJourneys(300, [
      { touches: [0, 299, 0], conversions: 2, nulls: 1 },
      { touches: [299, 150], conversions: 1, nulls: 6 },
    ])
    const narrow = packJourneys(3, [
      { touches: [0, 2, 0], conversions: 2, nulls: 1 },
      { touches: [2, 1], conversions: 1, nulls: 6 },
    ])
    for (const order of [2, 3]) {
      const [a, b] = [creditMarkov(wide, order).conversions, creditMarkov(narrow, order).conversions]
      expect([a[0], a[150], a[299]]).toEqual([b[0], b[1], b[2]])
    }
  })
  it('refuse more histories than can be numbered', () => {
    expect(() => countTransitions(packJourneys(65_000, [{ touches: [1], conversions: 1 }]), 4)).toThrow(/too many/)
  })
})
