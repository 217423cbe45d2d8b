/** Shrinks the effects of a family of experiments towards what experiments usually bring, so that winners do not look better than they are. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { learnEffectPrior, type TooFewExperiments } from './effect-prior.ts'

export interface ShrunkenEffect {
  estimate: number
  interval: [number, number]
  /** Probability that the effect is above zero. */
  chance: number
}

export interface ShrunkenEffects {
  kind: 'shrunken'
  n: number
  level: number
  /** The most likely prior (see learnEffectPrior); the effects are averaged over all spreads that the data allow. */
  prior: { mean: number; variance: number }
  effects: ShrunkenEffect[]
}

const cells = 200

/** Spreads of true effects with their posterior weights; the variance is flat beforehand, which makes intervals cover (Morris 1983, JASA 78:47). */
const weighSpreads = (estimates: ArrayLike<number>, variances: ArrayLike<number>, around: 'zero' | 'mean', unit: number) => {
  const n = estimates.length
  const spreads = Array.from({ length: cells }, (_, cell) => {
    // τ = unit·u / (1 − u) reaches from nothing to 400 units with most cells where it matters.
    const u = (cell + 0.5) / cells
    const variance = ((unit * u) / (1 - u)) ** 2
    let [precision, sum, log] = [0, 0, Math.log(u) - 3 * Math.log(1 - u)]
    for (let i = 0; i < n; i++) {
      precision += 1 / (variance + (variances[i] as number))
      sum += (estimates[i] as number) / (variance + (variances[i] as number))
    }
    const mean = around === 'zero' ? 0 : sum / precision
    for (let i = 0; i < n; i++) {
      const total = variance + (variances[i] as number)
      log -= 0.5 * (Math.log(total) + ((estimates[i] as number) - mean) ** 2 / total)
    }
    if (around === 'mean') log -= 0.5 * Math.log(precision)
    return { variance, mean, meanVariance: around === 'zero' ? 0 : 1 / precision, log }
  })
  const highest = spreads.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY)
  const weights = spreads.map(({ log }) => Math.exp(log - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return spreads.map((spread, cell) => ({ ...spread, weight: (weights[cell] as number) / total }))
}

/**
 * Hierarchical normal model: effects are normal around zero (or a common mean) with a spread that is integrated out. Unlike the raw estimates, the shrunken ones are nearly right on average
 * among those that were picked for being large. Source: Gelman et al., Bayesian Data Analysis (3rd ed.), 5.4, eq. 5.17–5.21; Efron 2011, "Tweedie’s formula and selection bias", JASA 106:1602. Below five
 * experiments: too little. Errors: RangeError for what is no estimate. Cost: O(600 n).
 */
export const shrinkEffects = (
  estimates: ArrayLike<number>,
  variances: ArrayLike<number>,
  options: { around?: 'zero' | 'mean'; level?: number } = {},
): ShrunkenEffects | TooFewExperiments => {
  const { around = 'zero', level = 0.95 } = options
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, not ${level}`)
  const prior = learnEffectPrior(estimates, variances, { around })
  if (prior.kind !== 'prior') return prior
  const { n } = prior
  let typical = 0
  for (let i = 0; i < n; i++) typical += Math.log(variances[i] as number) / n
  const spreads = weighSpreads(estimates, variances, around, Math.sqrt(Math.exp(typical) + prior.variance))
  const wide = normalQuantile((1 + level) / 2)
  const effects = Array.from({ length: n }, (_, i) => {
    const [raw, own] = [estimates[i] as number, variances[i] as number]
    let [estimate, square, within, chance] = [0, 0, 0, 0]
    for (const { variance, mean, meanVariance, weight } of spreads) {
      const shrink = own / (own + variance)
      const centre = raw - shrink * (raw - mean)
      const spread = own * (1 - shrink) + shrink ** 2 * meanVariance
      estimate += weight * centre
      square += weight * (centre - raw) ** 2
      within += weight * spread
      chance += weight * normalCumulative(centre / Math.sqrt(spread))
    }
    const deviation = Math.sqrt(within + Math.max(0, square - (estimate - raw) ** 2))
    return { estimate, interval: [estimate - wide * deviation, estimate + wide * deviation] as [number, number], chance }
  })
  return { kind: 'shrunken', n, level, prior: { mean: prior.mean, variance: prior.variance }, effects }
}
