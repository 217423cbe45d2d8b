/** Draws from a negative binomial distribution: counts more spread than Poisson's. */
import { drawGamma } from './gamma.ts'
import type { Generator } from './generator.ts'
import { drawPoisson } from './poisson.ts'

/** One count with the given mean and variance mean + mean² / size; a Poisson whose mean is gamma distributed. */
export const drawNegativeBinomial = (generator: Generator, mean: number, size: number): number =>
  mean === 0 ? 0 : drawPoisson(generator, drawGamma(generator, size, mean / size))
