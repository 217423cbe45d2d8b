/** Draws from a beta distribution. */
import { drawGamma } from './gamma.ts'
import type { Generator } from './generator.ts'

/** One draw with mean a / (a + b): X / (X + Y) of two gammas (Devroye 1986, IX.4). */
export const drawBeta = (generator: Generator, a: number, b: number): number => {
  const x = drawGamma(generator, a)
  const y = drawGamma(generator, b)
  // With tiny parameters both vanish, and nearly all mass lies at the ends.
  return x + y > 0 ? x / (x + y) : generator.uniform() < a / (a + b) ? 1 : 0
}
