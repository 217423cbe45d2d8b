/** Held to a closed form: posterior draws of a structural time series with controls. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { drawBsts, layOut } from './bsts-draws.ts'
import { bstsDefaults } from './bsts-prior.ts'

describe('drawBsts', () => {
  it('of white noise around a fixed level predicts the mean with variance σ²(1 + 1/n)', () => {
    const generator = createGenerator('white')
    const n = 200
    const series = Float64Array.from({ length: n }, () => drawNormal(generator))
    const prior = { ...bstsDefaults, levelSd: 1e-6, levelWeight: 1e6, r2: 0, r2Weight: 0.01 }
    const { observed, expected } = drawBsts(series, [], n + 1, { kind: 'level', season: 0 }, prior, generator, { draws: 4000, burn: 100 })
    const last = (rows: Float64Array) => Float64Array.from({ length: 4000 }, (_, d) => rows[d * (n + 1) + n] as number)
    const moments = (values: Float64Array) => {
      const centre = values.reduce((a, b) => a + b) / values.length
      return { centre, variance: values.reduce((a, b) => a + (b - centre) ** 2, 0) / values.length }
    }
    const average = series.reduce((a, b) => a + b) / n
    const variance = series.reduce((a, b) => a + (b - average) ** 2, 0) / (n - 1)
    expect(Math.abs(moments(last(expected)).centre - average)).toBeLessThan(0.03)
    expect(moments(last(observed)).variance / (variance * (1 + 1 / n))).toBeCloseTo(1, 1)
    expect(moments(last(expected)).variance / (variance / n)).toBeGreaterThan(0.8)
    expect(moments(last(expected)).variance / (variance / n)).toBeLessThan(1.25)
  })

  it('lays a season out so that its effects sum to nothing', () => {
    const { size, transition } = layOut({ kind: 'trend', season: 7 }, 0, 0)
    expect(size).toBe(8)
    let state = Float64Array.from([0, 0, 3, -1, 2, 0.5, -2, 1])
    let sum = 0
    for (let day = 0; day < 7; day++) {
      sum += state[2] as number
      state = state.map((_, i) => state.reduce((total, value, j) => total + (transition[i * 8 + j] as number) * value, 0))
    }
    expect(sum).toBeCloseTo(0, 12)
  })
})
