/** Held to arithmetic: what advertising leaves behind, and the curve on which more of it brings less. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryOver, saturate } from './adstock.ts'

describe('carryOver', () => {
  it('with decay ½ turns one pulse of 8 into 4, 2, 1, ½ (Broadbent 1979: it halves each week)', () => {
    expect([...carryOver([0, 8, 0, 0, 0], 0.5, 1)]).toEqual([0, 4, 2, 1, 0.5])
  })

  it('leaves constant spend as it is, whatever the decay, and spend without decay', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }), (decay, spend) => {
        for (const left of carryOver([spend, spend, spend], decay)) expect(left).toBeCloseTo(spend, 4)
      }),
    )
    expect([...carryOver([3, 1, 4], 0)]).toEqual([3, 1, 4])
  })

  it('is linear: of twice the spend twice as much is left', () => {
    const one = carryOver([1, 5, 2, 0, 3], 0.3)
    carryOver([2, 10, 4, 0, 6], 0.3).forEach((left, t) => expect(left).toBeCloseTo(2 * (one[t] as number), 12))
  })

  it('of nothing is nothing, and refuses what is no decay', () => {
    expect(carryOver([], 0.5)).toHaveLength(0)
    expect(() => carryOver([1], 1)).toThrow('decay')
    expect(() => carryOver([1], Number.NaN)).toThrow('decay')
  })
})

describe('saturate', () => {
  it('is a half at half, and 1/(1 + 1/4) at twice half with shape 2 (Jin et al. 2017, equation 4)', () => {
    expect(saturate(7, 7, 3)).toBe(0.5)
    expect(saturate(2, 1, 2)).toBeCloseTo(0.8, 12)
  })

  it('grows from 0 to at most 1 and depends on spend in units of half alone', () => {
    const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.3, max: 3, noNaN: true }), (a, b, shape) => {
        const [low, high] = [saturate(Math.min(a, b), 1, shape), saturate(Math.max(a, b), 1, shape)]
        expect(low).toBeLessThanOrEqual(high)
        expect(high).toBeLessThanOrEqual(1)
        expect(saturate(5 * a, 5, shape)).toBeCloseTo(saturate(a, 1, shape), 9)
      }),
    )
    expect(saturate(0, 1, 0.5)).toBe(0)
    expect(() => saturate(1, 0, 1)).toThrow('above 0')
  })
})
