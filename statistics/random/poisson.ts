/** Draws from a Poisson distribution. */
import { logGamma } from '../distributions/log-gamma.ts'
import type { Generator } from './generator.ts'

/**
 * One count with the given mean ≥ 0. Below 10 by multiplying uniforms (Knuth), above by transformed rejection. Source: Hörmann 1993,
 * "The transformed rejection method for generating Poisson random variables", algorithm PTRS (Insurance: Math. Econ. 12). Cost: O(1).
 */
export const drawPoisson = (generator: Generator, mean: number): number => {
  if (!(mean >= 0 && mean <= 1e15)) throw new RangeError(`a Poisson mean lies between 0 and a quadrillion, not at ${mean}`)
  if (mean < 10) {
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = generator.openUniform(); product > limit; product *= generator.openUniform()) count++
    return count
  }
  const logMean = Math.log(mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vR = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = generator.uniform() - 0.5
    const v = generator.openUniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vR) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <= -mean + k * logMean - logGamma(k + 1)) return k
  }
}
