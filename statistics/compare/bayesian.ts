/** The Bayesian reading of an effect: its posterior, the chance that the treatment is better, and the expected loss of choosing either arm. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { checkEstimate, checkShare } from './check-input.ts'
import type { Effect } from './effect.ts'

export interface Posterior {
  estimate: number
  interval: [number, number]
  level: number
  /** Probability that the effect is above zero. */
  chance: number
  /** Expected loss, in the effect's unit, of keeping the control and of choosing the treatment. */
  risk: { keep: number; choose: number }
}

/**
 * Normal likelihood with a normal prior on the effect, in closed form; without a prior the posterior is the likelihood.
 * Source: Gelman et al., Bayesian Data Analysis (3rd ed.), 2.11–2.12; expected loss: Stucchio 2015. Throws RangeError for numbers that cannot be. Cost: O(1).
 */
export const posteriorOf = (
  effect: Effect,
  options: { level?: number; prior?: { mean: number; deviation: number } | null } = {},
): Posterior => {
  const { level = 0.95, prior = null } = options
  checkShare(level, 'a level')
  checkEstimate(effect.estimate, effect.variance)
  if (prior !== null) checkEstimate(prior.mean, prior.deviation ** 2, 'the prior')
  const priorPrecision = prior === null ? 0 : 1 / prior.deviation ** 2
  const variance = 1 / (priorPrecision + 1 / effect.variance)
  const mean = variance * (priorPrecision * (prior?.mean ?? 0) + effect.estimate / effect.variance)
  const deviation = Math.sqrt(variance)
  const z = mean / deviation
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
  const half = normalQuantile((1 + level) / 2) * deviation
  return {
    estimate: mean,
    interval: [mean - half, mean + half],
    level,
    chance: normalCumulative(z),
    risk: { keep: deviation * density + mean * normalCumulative(z), choose: deviation * density - mean * normalCumulative(-z) },
  }
}
