/** Held to reference values: draws from a binomial distribution. */
import { describe, expect, it } from 'vitest'
import { logGamma } from '../distributions/log-gamma.ts'
import { drawBinomial } from './binomial.ts'
import { createGenerator } from './generator.ts'

describe('drawBinomial', () => {
  it.each([
    [20, 0.1],
    [60, 0.4],
    [500, 0.9],
  ])('of %s trials at %s gives counts in their exact proportions (chi-squared per cell below 2)', (n, p) => {
    const g = createGenerator(n)
    const rounds = 40_000
    const counts = new Map<number, number>()
    for (let i = 0; i < rounds; i++) {
      const k = drawBinomial(g, n, p)
      counts.set(k, (counts.get(k) ?? 0) + 1)
    }
    let statistic = 0
    let cells = 0
    for (let k = 0; k <= n; k++) {
      const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
      const expected = rounds * Math.exp(choose + k * Math.log(p) + (n - k) * Math.log(1 - p))
      if (expected < 8) continue
      statistic += ((counts.get(k) ?? 0) - expected) ** 2 / expected
      cells++
    }
    expect(cells).toBeGreaterThan(5)
    expect(statistic / cells).toBeLessThan(2)
  })

  it('is certain at the ends and refuses what is no probability', () => {
    expect(drawBinomial(createGenerator(1), 9, 0)).toBe(0)
    expect(drawBinomial(createGenerator(1), 9, 1)).toBe(9)
    expect(() => drawBinomial(createGenerator(1), 9, 1.2)).toThrow(RangeError)
  })
})
