/** Draws from a binomial distribution. */
import { logGamma } from '../distributions/log-gamma.ts'
import type { Generator } from './generator.ts'

const byInversion = (generator: Generator, n: number, p: number): number => {
  const ratio = p / (1 - p)
  let probability = (1 - p) ** n
  let u = generator.uniform()
  let k = 0
  while (u > probability && k < n) {
    u -= probability
    k++
    probability *= (ratio * (n - k + 1)) / k
  }
  return k
}

/**
 * One count of successes in n trials. Below n·p = 10 by inversion, above by transformed rejection. Source: Hörmann 1993, "The
 * generation of binomial random variates", algorithm BTRS (J. Stat. Comput. Simul. 46). Cost: O(10).
 */
export const drawBinomial = (generator: Generator, n: number, p: number): number => {
  if (!(Number.isInteger(n) && n <= 1e15 && n >= 0 && p >= 0 && p <= 1)) throw new RangeError(`no binomial with n = ${n} and p = ${p}`)
  if (p > 0.5) return n - drawBinomial(generator, n, 1 - p)
  if (n * p < 10) return byInversion(generator, n, p)
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const vR = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * spread
  const logOdds = Math.log(p / (1 - p))
  const mode = Math.floor((n + 1) * p)
  const h = logGamma(mode + 1) + logGamma(n - mode + 1)
  for (;;) {
    const u = generator.uniform() - 0.5
    const v = generator.openUniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (k < 0 || k > n) continue
    if (us >= 0.07 && v <= vR) return k
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= h - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds) return k
  }
}
