/** Held to reference values: draws from a gamma distribution. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from './generator.ts'
import { drawGamma } from './gamma.ts'

describe('drawGamma', () => {
  it('has the mean 5 and the variance 10 that theory gives it, over 40,000 draws', () => {
    const g = createGenerator('gamma')
    const draws = Array.from({ length: 40_000 }, () => drawGamma(g, 2.5, 2))
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean - 5)).toBeLessThan(4 * Math.sqrt(10 / draws.length))
    expect(variance / 10).toBeGreaterThan(0.95)
    expect(variance / 10).toBeLessThan(1.05)
  })
})
