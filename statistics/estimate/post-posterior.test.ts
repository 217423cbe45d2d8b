/** Held to reference values: the closed-form Gaussian posterior of the model of posts: how well scales explain the data, the best fit, and joint draws. */
import { describe, expect, it } from 'vitest'
import { mean } from '../describe/mean.ts'
import { variance } from '../describe/variance.ts'
import { createGenerator } from '../random/generator.ts'
import type { Equations } from './post-equations.ts'
import { drawPosterior, eliminateRest, logEvidence, solvePosterior } from './post-posterior.ts'

// One rest and one slot unknown, three posts: rows (1, 0.5), (1, -1), (1, 2), outcomes 1, 2, 4.
const equations: Equations = {
  n: 3,
  rest: 1,
  slot: 1,
  restRest: Float64Array.of(3),
  restSlot: Float64Array.of(1.5),
  slotSlot: Float64Array.of(5.25),
  restOutcome: Float64Array.of(7),
  slotOutcome: Float64Array.of(6.5),
  outcomeOutcome: 21,
}
const rest = Float64Array.of(0.25)
const slot = Float64Array.of(2)

describe('the posterior', () => {
  it('mean solves the ridge equations (3.25 1.5; 1.5 7.25) β = (7, 6.5): β = (41, 10.625) / 21.3125', () => {
    const { mean: solved, noiseShape, noiseRate } = solvePosterior(equations, rest, slot)
    expect(solved[0]).toBeCloseTo(41 / 21.3125, 12)
    expect(solved[1]).toBeCloseTo(10.625 / 21.3125, 12)
    expect(noiseShape).toBe(2.5)
    expect(noiseRate).toBeCloseTo(1 + (21 - (7 * 41 + 6.5 * 10.625) / 21.3125) / 2, 12)
  })

  it('evidence differs between priors as the multivariate t density of the outcomes does', () => {
    // ln density of y ~ t with 2 degrees of freedom and scale matrix I + XΛ⁻¹Xᵀ, up to a constant (numpy 2.4, slogdet and solve).
    const density = (a: number, b: number) => {
      const x = [
        [1, 0.5],
        [1, -1],
        [1, 2],
      ] as const
      const v = x.map((r, i) => x.map((c, j) => (i === j ? 1 : 0) + (r[0] * c[0]) / a + (r[1] * c[1]) / b)) as number[][]
      const at = (i: number, j: number) => v[i]?.[j] as number
      const minor = (i: number, j: number) => {
        const [r, s] = [0, 1, 2].filter((k) => k !== i) as [number, number]
        const [c, d] = [0, 1, 2].filter((k) => k !== j) as [number, number]
        return at(r, c) * at(s, d) - at(r, d) * at(s, c)
      }
      const determinant = [0, 1, 2].reduce((sum, j) => sum + (-1) ** j * at(0, j) * minor(0, j), 0)
      const y = [1, 2, 4]
      let form = 0
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) form += ((y[i] as number) * (y[j] as number) * (-1) ** (i + j) * minor(j, i)) / determinant
      return -0.5 * Math.log(determinant) - 2.5 * Math.log(1 + form / 2)
    }
    const evidence = (a: number, b: number) => logEvidence(eliminateRest(equations, Float64Array.of(a)), Float64Array.of(b))
    expect(evidence(0.25, 2) - evidence(1, 0.5)).toBeCloseTo(density(0.25, 2) - density(1, 0.5), 10)
  })

  it('draws scatter around the mean with the covariance noise × (XᵀX + Λ)⁻¹', () => {
    const posterior = solvePosterior(equations, rest, slot)
    const generator = createGenerator(1)
    const draws = Array.from({ length: 20_000 }, () => drawPosterior(posterior, generator))
    const standardized = draws.map(({ values, noise }) => ((values[1] as number) - (posterior.mean[1] as number)) / Math.sqrt(noise))
    expect(Math.abs(mean(standardized))).toBeLessThan(0.02)
    expect(variance(standardized)).toBeCloseTo(3.25 / 21.3125, 2)
  })
})
