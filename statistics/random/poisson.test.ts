/** Held to reference values: draws from a Poisson distribution. */
import { describe, expect, it } from 'vitest'
import { logGamma } from '../distributions/log-gamma.ts'
import { createGenerator } from './generator.ts'
import { drawPoisson } from './poisson.ts'

describe('drawPoisson', () => {
  it.each([0.3, 4, 12, 250])('gives counts with mean %s in their exact proportions (chi-squared per cell below 2)', (mean) => {
    const g = createGenerator(mean)
    const n = 40_000
    const counts = new Map<number, number>()
    for (let i = 0; i < n; i++) {
      const k = drawPoisson(g, mean)
      counts.set(k, (counts.get(k) ?? 0) + 1)
    }
    let statistic = 0
    let cells = 0
    for (let k = 0; k < mean * 4 + 20; k++) {
      const expected = n * Math.exp(k * Math.log(mean) - mean - logGamma(k + 1))
      if (expected < 8) continue
      statistic += ((counts.get(k) ?? 0) - expected) ** 2 / expected
      cells++
    }
    expect(cells).toBeGreaterThan(2)
    expect(statistic / cells).toBeLessThan(2)
  })

  it('of mean zero is zero, and a negative mean is refused', () => {
    expect(drawPoisson(createGenerator(1), 0)).toBe(0)
    expect(() => drawPoisson(createGenerator(1), -1)).toThrow(RangeError)
  })
})
