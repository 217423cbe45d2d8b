/** Held to worked values: one step of each kind of smoothing, and what a state foresees. */
import { describe, expect, it } from 'vitest'
import { foresee, runEts } from './ets-recursion.ts'

const weights = { alpha: 0.5, beta: 0.1, gamma: 0.2, phi: 0.9 }
const none = Float64Array.of(0)

describe('smoothing', () => {
  it('without trend is a weighted average that forgets: the levels of the textbook', () => {
    // Hyndman & Athanasopoulos 2021, section 8.1: l1 = 0.5 · 10 + 0.5 · 8 and so on.
    const levels: number[] = []
    const run = runEts(
      Float64Array.of(10, 12, 11),
      { trend: 'none', season: 'none', period: 1 },
      weights,
      { level: 8, slope: 0, seasonal: none },
      (_, level) => levels.push(level),
    )
    expect(levels).toEqual([9, 10.5, 10.75])
    expect(run.squares).toBeCloseTo(2 ** 2 + 3 ** 2 + 0.5 ** 2, 12)
  })
  it('with a damped trend moves the slope by a share of each error', () => {
    const states: [number, number][] = []
    runEts(
      Float64Array.of(12),
      { trend: 'damped', season: 'none', period: 1 },
      weights,
      { level: 10, slope: 1, seasonal: none },
      (_, level, slope) => states.push([level, slope]),
    )
    expect(states[0]?.[0]).toBeCloseTo(10.9 + 0.5 * 1.1, 12)
    expect(states[0]?.[1]).toBeCloseTo(0.9 + 0.1 * 1.1, 12)
  })
  it('with a season that multiplies learns the place it saw, and no other', () => {
    let seen = new Float64Array(0)
    runEts(
      Float64Array.of(18),
      { trend: 'none', season: 'multiplicative', period: 2 },
      weights,
      { level: 10, slope: 0, seasonal: Float64Array.of(1.5, 0.5) },
      (_, __, ___, seasonal) => {
        seen = Float64Array.from(seasonal)
      },
    )
    expect(Array.from(seen)).toEqual([expect.closeTo(1.5 + (0.2 * 3) / 10, 12), 0.5])
  })
  it('passes over a missing value without an error', () => {
    const run = runEts(Float64Array.of(8, Number.NaN, 8), { trend: 'none', season: 'none', period: 1 }, weights, {
      level: 8,
      slope: 0,
      seasonal: none,
    })
    expect([run.n, run.squares]).toEqual([2, 0])
  })
  it('foresees a damped line, and each place of the season in turn', () => {
    const out = new Float64Array(3)
    foresee(
      { trend: 'damped', season: 'additive', period: 2 },
      0.5,
      { level: 10, slope: 4, seasonal: Float64Array.of(1, -1), place: 1 },
      out,
    )
    expect(Array.from(out)).toEqual([10 + 2 - 1, 10 + 2 + 1 + 1, 10 + 2 + 1 + 0.5 - 1])
  })
})
