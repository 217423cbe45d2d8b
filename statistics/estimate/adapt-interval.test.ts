/** Adaptive intervals keep their share of misses when the level moves, which fixed ones do not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { currentInterval, nextInterval, startInterval } from './adapt-interval.ts'

const normals = (seed: string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}

describe('intervals that adapt', () => {
  it('begin at the quantiles of the errors: ±1.2816 for a normal at 80%', () => {
    const [lower, upper] = currentInterval(startInterval(normals('begin', 1000)))
    expect(Math.abs(lower + 1.2816)).toBeLessThan(0.35)
    expect(Math.abs(upper - 1.2816)).toBeLessThan(0.35)
  })

  it('hold 80% of outcomes that drift and grow wilder, where fixed ends fail', () => {
    const outcomes = normals('drift', 1500).map((value, i) => value * (1 + i / 500) + i / 300)
    let state = startInterval(normals('past', 300))
    const fixed = currentInterval(state)
    let [held, heldFixed] = [0, 0]
    for (const error of outcomes) {
      const [lower, upper] = currentInterval(state)
      held += Number(error >= lower && error <= upper)
      heldFixed += Number(error >= fixed[0] && error <= fixed[1])
      state = nextInterval(state, error)
    }
    expect(heldFixed / outcomes.length).toBeLessThan(0.6)
    expect(held / outcomes.length).toBeGreaterThan(0.77)
    expect(held / outcomes.length).toBeLessThan(0.83)
  })

  it('move by equation 2: a miss above takes 0.02 · 0.9 off the upper share, a hit gives 0.02 · 0.1 back', () => {
    const state = startInterval(normals('step', 400))
    expect(nextInterval(state, 50).above).toBeCloseTo(0.1 - 0.02 * 0.9, 12)
    expect(nextInterval(state, 0).above).toBeCloseTo(0.1 + 0.02 * 0.1, 12)
    expect(nextInterval(state, 50).below).toBeCloseTo(0.1 + 0.02 * 0.1, 12)
  })

  it('shift with the errors and scale with them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 30, maxLength: 80 }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (errors, scale) => {
          const [lower, upper] = currentInterval(startInterval(errors))
          const [low, high] = currentInterval(startInterval(errors.map((error) => scale * error + 3)))
          expect(low).toBeCloseTo(scale * lower + 3, 9)
          expect(high).toBeCloseTo(scale * upper + 3, 9)
        },
      ),
    )
  })

  it('say nothing from nothing, and let what is missing pass', () => {
    expect(currentInterval(startInterval([]))).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    expect(currentInterval(startInterval([1]))).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    const state = startInterval(normals('missing', 20))
    expect(nextInterval(state, Number.NaN)).toEqual(state)
    expect(startInterval([1, Number.NaN, Number.POSITIVE_INFINITY, 2]).errors).toEqual([1, 2])
  })
})
