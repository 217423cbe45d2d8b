/** Held to a future made by hand, to units, to order, and to never foreseeing what cannot be. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { type Forecast, forecastSeries } from './forecast-series.ts'

const must = (answer: ReturnType<typeof forecastSeries>): Forecast => {
  if (answer.kind !== 'forecast') throw new Error(`answered ${answer.kind}`)
  return answer
}
const walkOf = (seed: string, n: number) => {
  const source = createGenerator(seed)
  let level = 500
  return Float64Array.from({ length: n }, () => (level += drawNormal(source)))
}

describe('a forecast', () => {
  it('goes on with a line and a season that are plain to see', () => {
    const season = [10, -5, -5, 0, 5, -5, 0]
    const values = Array.from({ length: 140 }, (_, t) => 100 + t + (season[t % 7] as number))
    const { mean, intervals } = must(forecastSeries(values, { horizon: 14, period: 7 }))
    mean.forEach((value, h) => {
      const truth = 100 + 140 + h + (season[(140 + h) % 7] as number)
      expect(value).toBeGreaterThan(truth - 4)
      expect(value).toBeLessThan(truth + 4)
    })
    expect(intervals.map(({ level }) => level)).toEqual([0.8, 0.95])
  })
  it('holds the future of random walks as often as it says', () => {
    let [inside, all] = [0, 0]
    for (let seed = 0; seed < 60; seed++) {
      const walk = walkOf(`walk ${seed}`, 132)
      const { intervals } = must(forecastSeries(walk.slice(0, 120), { horizon: 12, levels: [0.8] }))
      const [{ lower, upper }] = intervals as [Forecast['intervals'][0]]
      lower.forEach((low, h) => {
        const truth = walk[120 + h] as number
        if (truth >= low && truth <= (upper[h] as number)) inside++
        all++
      })
    }
    expect(inside / all).toBeGreaterThan(0.7)
    expect(inside / all).toBeLessThan(0.92)
  })
  it('grows wider with distance, and wider for a higher level', () => {
    const { intervals, spread } = must(forecastSeries(walkOf('width', 200), { horizon: 20 }))
    const [eighty, ninetyFive] = intervals as [Forecast['intervals'][0], Forecast['intervals'][0]]
    for (let h = 0; h < 20; h++) {
      expect(ninetyFive.lower[h]).toBeLessThan(eighty.lower[h] as number)
      if (h > 0) expect(spread[h]).toBeGreaterThanOrEqual(spread[h - 1] as number)
    }
  })
  it('says the same in another unit', () => {
    const walk = walkOf('unit', 80)
    const [plain, scaled] = [
      must(forecastSeries(walk, { horizon: 5 })),
      must(
        forecastSeries(
          walk.map((value) => value * 1024),
          { horizon: 5 },
        ),
      ),
    ]
    scaled.mean.forEach((value, h) => expect(value / 1024).toBeCloseTo(plain.mean[h] as number, 6))
  })
  it('of counts is never negative and never infinite, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(50), fc.nat(1e9), fc.constant(Number.NaN)), { minLength: 0, maxLength: 70 }),
        fc.integer({ min: 1, max: 30 }),
        (values, horizon) => {
          const answer = forecastSeries(values, { horizon, period: 7 })
          if (answer.kind !== 'forecast') return
          for (const { lower, upper } of answer.intervals)
            lower.forEach((low, h) => {
              expect(low).toBeGreaterThanOrEqual(0)
              expect(upper[h]).toBeLessThan(Number.POSITIVE_INFINITY)
              expect(answer.mean[h]).toBeGreaterThanOrEqual(low)
              expect(answer.mean[h]).toBeLessThanOrEqual(upper[h] as number)
            })
        },
      ),
      { numRuns: 60, seed: 20261123 },
    )
  })
  it('keeps the place of missing values', () => {
    const walk = walkOf('gaps', 120)
    for (const t of [0, 1, 40, 41, 42, 90]) walk[t] = Number.NaN
    const answer = must(forecastSeries(walk, { horizon: 6 }))
    expect([answer.n, answer.missing]).toEqual([114, 6])
    expect(Array.from(answer.mean).every(Number.isFinite)).toBe(true)
  })
  it('has no answer from too little or from what never varies, and refuses what is no number', () => {
    expect(forecastSeries([1, 2, 3], { horizon: 3 })).toEqual({ kind: 'too-little-data', have: 3, need: 10 })
    expect(forecastSeries(new Float64Array(20).fill(4), { horizon: 3 })).toEqual({ kind: 'no-variation', have: 20, value: 4 })
    expect(() => forecastSeries([1, Number.POSITIVE_INFINITY], { horizon: 3 })).toThrow('Value 2 is infinite')
    expect(() => forecastSeries([1], { horizon: 0 })).toThrow('horizon')
  })
  it('is the same each time', () => {
    const walk = walkOf('again', 90)
    expect(forecastSeries(walk, { horizon: 4, period: 7 })).toEqual(forecastSeries(walk, { horizon: 4, period: 7 }))
  })
})
