/** Held to reference values: draws from a negative binomial distribution: counts more spread than Poisson's. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from './generator.ts'
import { drawNegativeBinomial } from './negative-binomial.ts'

describe('drawNegativeBinomial', () => {
  it('has the mean 12 and the variance 60 that theory gives it, over 40,000 draws', () => {
    const g = createGenerator('negative-binomial')
    const draws = Array.from({ length: 40_000 }, () => drawNegativeBinomial(g, 12, 3))
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean - 12)).toBeLessThan(4 * Math.sqrt(60 / draws.length))
    expect(variance / 60).toBeGreaterThan(0.95)
    expect(variance / 60).toBeLessThan(1.05)
  })
})
