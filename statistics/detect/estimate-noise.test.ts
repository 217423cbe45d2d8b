/** Held to reference values: noise and dependence. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { estimateNoise } from './estimate-noise.ts'

const noise = (seed: number | string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}

describe('noise', () => {
  it('estimate the dependence and the noise of a long series of order one, and of one with steps in it', () => {
    let last = 0
    const series = noise('dependent', 4000).map((value) => (last = 0.5 * last + value))
    for (const values of [series, series.map((value, i) => value + 8 * Math.floor(i / 1000))]) {
      const { dependence, variance } = estimateNoise(values, 0.85)
      expect(Math.abs(dependence - 0.5)).toBeLessThan(0.12)
      expect(Math.abs(variance - 1)).toBeLessThan(0.15)
    }
  })
})
