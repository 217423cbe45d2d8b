/** Held to reference values: the normal distribution: cumulative probability and quantile. */
import { describe, expect, it } from 'vitest'
import { normalCumulative, normalQuantile } from './normal.ts'

describe('the normal distribution', () => {
  // scipy 1.17.1: norm.cdf
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.2815515655446004, 0.1],
    [2.5, 0.9937903346742238],
    [-5, 2.866515718791933e-7],
    [-8, 6.220960574271785e-16],
    [-20, 2.7536241186061556e-89],
  ])('Φ(%s) is scipy’s %s', (x, expected) => {
    expect(Math.abs(normalCumulative(x) / expected - 1)).toBeLessThan(1e-9)
  })

  // Wichura 1988 gives Φ⁻¹(0.25) = -0.6744897501960817, Φ⁻¹(0.001) = -3.090232306167814, Φ⁻¹(1e-20) = -9.262340089798409.
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
    [0.9, 1.2815515655446004],
  ])('the quantile of %s is the published %s', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 13)
  })

  it('turns back on itself', () => {
    for (let p = 0.001; p < 1; p += 0.0137) expect(normalCumulative(normalQuantile(p))).toBeCloseTo(p, 14)
  })

  it('is infinite at the ends and not a number outside', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect(normalQuantile(1.1)).toBeNaN()
  })
})
