/** Held to closed forms: draws which controls belong in a regression, their coefficients and the noise. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { createSpikeSlab, drawVariance } from './spike-slab.ts'

const generator = createGenerator('spike')
const n = 40
const x = [0, 1].map(() => Float64Array.from({ length: n }, () => drawNormal(generator)))
const [first, second] = x as [Float64Array, Float64Array]
const z = first.map((value, t) => 0.3 * value + 0.25 * (second[t] as number) + drawNormal(generator))
const seen = new Uint8Array(n).fill(1)
seen[5] = 0
const prior = { inclusion: 0.5, information: 0.01, noiseGuess: 0.8, noiseWeight: 10, noiseCeiling: 100 }
const rows = Array.from(seen, (_, t) => t).filter((t) => seen[t])
const product = (a: Float64Array, b: Float64Array) => rows.reduce((sum, t) => sum + (a[t] as number) * (b[t] as number), 0)

/** Marginal likelihood (up to a constant) and posterior mean of a model with one or two controls, by hand (George & McCulloch 1997). */
const exact = (members: Float64Array[]) => {
  const zz = product(z, z)
  const size = rows.length
  const power = (total: number) => total ** (-(prior.noiseWeight + size) / 2)
  const start = prior.noiseWeight * prior.noiseGuess + zz
  const [a, b] = members
  if (!a) return { weight: power(start), means: [] }
  const kappa = prior.information / size
  if (!b) {
    const [slab, all] = [kappa * product(a, a), (1 + kappa) * product(a, a)]
    return { weight: Math.sqrt(slab / all) * power(start - product(a, z) ** 2 / all), means: [product(a, z) / all] }
  }
  const [aa, bb, ab] = [product(a, a), product(b, b), product(a, b)]
  const [va, vb, vab] = [(1 + kappa) * aa, (1 + kappa) * bb, (1 + kappa / 2) * ab]
  const determinant = va * vb - vab ** 2
  const slab = kappa ** 2 * (aa * bb - (ab / 2) ** 2)
  const means = [(vb * product(a, z) - vab * product(b, z)) / determinant, (va * product(b, z) - vab * product(a, z)) / determinant]
  const gain = (means[0] as number) * product(a, z) + (means[1] as number) * product(b, z)
  return { weight: Math.sqrt(slab / determinant) * power(start - gain), means }
}

describe('spike and slab', () => {
  it('includes each control as often as the four models by hand say', () => {
    const models = [exact([]), exact([first]), exact([second]), exact([first, second])]
    const total = models.reduce((sum, { weight }) => sum + weight, 0)
    const share = ((models[1]?.weight ?? 0) + (models[3]?.weight ?? 0)) / total
    const sampler = createSpikeSlab(x, seen, prior)
    let count = 0
    const draws = 20_000
    for (let d = 0; d < draws; d++) count += sampler.draw(z, generator).inside[0] as number
    expect(share).toBeGreaterThan(0.05)
    expect(share).toBeLessThan(0.95)
    expect(Math.abs(count / draws - share)).toBeLessThan(0.02)
  })

  it('with all controls kept in has the posterior mean of the closed form', () => {
    const sampler = createSpikeSlab(x, seen, { ...prior, inclusion: 1 })
    const { means } = exact([first, second])
    const sums = [0, 0]
    const draws = 20_000
    for (let d = 0; d < draws; d++)
      sampler.draw(z, generator).beta.forEach((value, j) => {
        sums[j] = (sums[j] as number) + value / draws
      })
    sums.forEach((sum, j) => expect(Math.abs(sum - (means[j] as number))).toBeLessThan(0.006))
  })

  it('without controls draws noise alone: mean (ν·s² + Σz²) / (ν + n − 2)', () => {
    const sampler = createSpikeSlab([], seen, prior)
    const draws = 20_000
    let sum = 0
    for (let d = 0; d < draws; d++) sum += sampler.draw(z, generator).noise / draws
    expect(sum / ((10 * 0.8 + product(z, z)) / (10 + 39 - 2))).toBeCloseTo(1, 1)
  })

  it('keeps a variance below its ceiling, and answers the ceiling when all lies above it', () => {
    for (let i = 0; i < 200; i++) expect(drawVariance(generator, 4, 4, 0.5)).toBeLessThanOrEqual(0.5)
    expect(drawVariance(generator, 200, 2e9, 0.5)).toBe(0.5)
  })
})
