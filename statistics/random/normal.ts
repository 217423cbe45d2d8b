/** Draws from a normal distribution. */
import { normalQuantile } from '../distributions/normal.ts'
import type { Generator } from './generator.ts'

/** One draw with the given mean and standard deviation, by inversion: one uniform per draw, so streams stay aligned. */
export const drawNormal = (generator: Generator, mean = 0, deviation = 1): number =>
  mean + deviation * normalQuantile(generator.openUniform())
