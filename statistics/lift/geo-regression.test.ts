/** Held to regions whose return is exact by hand; the published example (Google's GeoexperimentsResearch) is in evaluation/lift. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { estimateGeoRegression } from './geo-regression.ts'

const before = [100, 200, 300, 400, 150, 250]
const addedCost = [10, 0, 30, 0, 20, 0]

describe('geo-based regression', () => {
  it('finds the return again where nothing else moves', () => {
    const during = before.map((past, i) => 5 + 1.1 * past + 3 * (addedCost[i] as number))
    const answer = estimateGeoRegression({ before, during, addedCost })
    expect(answer).toMatchObject({
      kind: 'effect',
      value: expect.closeTo(3, 9),
      cost: 60,
      degreesOfFreedom: 3,
      incremental: { value: expect.closeTo(180, 6) },
    })
  })
  it('holds the true return in 95% of experiments: Student’s t is exact here', () => {
    const source = createGenerator('geo')
    let held = 0
    for (let world = 0; world < 400; world++) {
      const past = Array.from({ length: 20 }, () => 100 + 900 * source.uniform())
      const cost = past.map((value, i) => (i % 2 === 0 ? 0.05 * value : 0))
      const during = past.map((value, i) => 1.02 * value + 2 * (cost[i] as number) + 0.05 * value * drawNormal(source))
      const answer = estimateGeoRegression({ before: past, during, addedCost: cost })
      if (answer.kind === 'effect' && answer.interval[0] <= 2 && answer.interval[1] >= 2) held++
    }
    expect(held / 400).toBeGreaterThan(0.92)
    expect(held / 400).toBeLessThan(0.98)
  })
  it('has no answer from few regions or one cost, and refuses what is not finite', () => {
    expect(estimateGeoRegression({ before: [1, 2, 3], during: [1, 2, 3], addedCost: [1, 0, 0] })).toEqual({
      kind: 'too-little-data',
      have: 3,
      need: 4,
      unit: 'regions',
    })
    expect(estimateGeoRegression({ before, during: before, addedCost: before.map(() => 5) })).toEqual({ kind: 'no-variation', have: 6 })
    expect(() => estimateGeoRegression({ before, during: before.with(2, Number.NaN), addedCost })).toThrow('Region 3')
  })
})
