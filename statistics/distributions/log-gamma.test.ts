/** Held to reference values: the logarithm of the gamma function. */
import { describe, expect, it } from 'vitest'
import { logGamma } from './log-gamma.ts'

describe('ln Γ', () => {
  // Γ(n) = (n-1)!, Γ(1/2) = √π; the others from scipy 1.17.1 gammaln.
  it.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, 0.5 * Math.log(Math.PI)],
    [0.1, 2.252712651734206],
    [123.456, 469.6055471299295],
    [1e5, 1051287.708973657],
  ])('of %s is %s', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)))
  })

  it('is not a number where the function has poles', () => {
    expect(logGamma(0)).toBeNaN()
    expect(logGamma(-1)).toBeNaN()
  })
})
