/** Held to reference values: draws from a beta distribution. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from './generator.ts'
import { drawBeta } from './beta.ts'

describe('drawBeta', () => {
  it('has the mean 0.25 and the variance 0.0208333333 that theory gives it, over 40,000 draws', () => {
    const g = createGenerator('beta')
    const draws = Array.from({ length: 40_000 }, () => drawBeta(g, 2, 6))
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean - 0.25)).toBeLessThan(4 * Math.sqrt(0.0208333333 / draws.length))
    expect(variance / 0.0208333333).toBeGreaterThan(0.95)
    expect(variance / 0.0208333333).toBeLessThan(1.05)
  })
})
