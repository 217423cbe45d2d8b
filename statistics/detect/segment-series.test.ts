/** Held to reference values: cutting a series into stretches. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { measureMisfit, segmentSeries } from './segment-series.ts'

describe('stretches', () => {
  it('give the misfit that a sum of squares gives where values are independent', () => {
    const { of, level } = measureMisfit(Float64Array.of(1, 2, 6), [0, 1, 2], 0)
    expect(of(0, 3)).toBeCloseTo(14, 12)
    expect(of(1, 3)).toBeCloseTo(8, 12)
    expect(level(0, 3).mean).toBeCloseTo(3, 12)
  })
  it('cut as cheaply as trying every cut does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 9 }), (numbers) => {
        const misfit = measureMisfit(
          Float64Array.from(numbers),
          numbers.map((_, i) => i),
          0.3,
        )
        const cost = (cuts: number[]) => {
          const ends = [0, ...cuts, numbers.length]
          return cuts.length * 10 + ends.slice(1).reduce((sum, to, i) => sum + misfit.of(ends[i] as number, to), 0)
        }
        let best = Number.POSITIVE_INFINITY
        for (let mask = 0; mask < 1 << (numbers.length - 1); mask++) {
          const cuts = numbers.flatMap((_, i) => (i > 0 && (mask >> (i - 1)) & 1 ? [i] : []))
          const ends = [0, ...cuts, numbers.length]
          if (ends.slice(1).every((to, i) => to - (ends[i] as number) >= 2)) best = Math.min(best, cost(cuts))
        }
        expect(cost(segmentSeries(misfit, 10, 2))).toBeCloseTo(best, 8)
      }),
    )
  })
  it('of a series too long to try every place: the same cuts as trying every place', () => {
    const source = createGenerator('long series')
    for (const every of [40, 150, 900]) {
      let level = 0
      const values = Float64Array.from({ length: 3000 }, (_, i) => {
        if (i % every === 0) level += 2 * drawNormal(source)
        return level + drawNormal(source)
      })
      const misfit = measureMisfit(values, Array.from(values.keys()), 0.2)
      const exact = segmentSeries(misfit, 30, 3)
      expect(exact.length).toBeGreaterThan(1)
      expect(segmentSeries(misfit, 30, 3, 0)).toEqual(exact)
    }
  })
  it('of a long series that never changes are none', () => {
    const source = createGenerator('level series')
    const values = Float64Array.from({ length: 30_000 }, () => drawNormal(source))
    expect(segmentSeries(measureMisfit(values, Array.from(values.keys()), 0), 40, 3)).toEqual([])
  })
})
