/** Held to reference values: draws from a normal distribution. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from './generator.ts'
import { drawNormal } from './normal.ts'

describe('drawNormal', () => {
  it('has the mean 3 and the variance 4 that theory gives it, over 40,000 draws', () => {
    const g = createGenerator('normal')
    const draws = Array.from({ length: 40_000 }, () => drawNormal(g, 3, 2))
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean - 3)).toBeLessThan(4 * Math.sqrt(4 / draws.length))
    expect(variance / 4).toBeGreaterThan(0.95)
    expect(variance / 4).toBeLessThan(1.05)
  })
})
