/** What past experiments say about how large effects are: the spread of true effects behind noisy estimates. */
import { checkEstimate } from './check-input.ts'

export interface EffectPrior {
  kind: 'prior'
  n: number
  mean: number
  /** Variance of the true effects; 0 when noise alone explains the estimates. */
  variance: number
}

export interface TooFewExperiments {
  kind: 'too-little-data'
  have: number
  need: number
  unit: 'experiments'
}

export const fewestExperiments = 5

const checkEffects = (estimates: ArrayLike<number>, variances: ArrayLike<number>): void => {
  if (estimates.length !== variances.length)
    throw new RangeError(`${estimates.length} estimates and ${variances.length} variances do not make experiments`)
  for (let i = 0; i < estimates.length; i++) checkEstimate(estimates[i] as number, variances[i] as number, `experiment ${i + 1}`)
}

/**
 * The maximum-likelihood normal prior behind estimates with known sampling variances: estimateᵢ ~ N(mean, variance + varianceᵢ). `around: 'zero'` (the default: experiments
 * as often help as harm) keeps the mean at 0. Source: Efron & Morris 1975, JASA 70:311; the mixing variance that Johari et al. 2017 (doi 10.1145/3097983.3097992)
 * and Liu et al. 2021 (arXiv 2111.10198) take from past experiments. Below five experiments: too little. Errors: RangeError for what is no estimate. Cost: O(200 n).
 */
export const learnEffectPrior = (
  estimates: ArrayLike<number>,
  variances: ArrayLike<number>,
  options: { around?: 'zero' | 'mean' } = {},
): EffectPrior | TooFewExperiments => {
  const { around = 'zero' } = options
  checkEffects(estimates, variances)
  const n = estimates.length
  if (n < fewestExperiments) return { kind: 'too-little-data', have: n, need: fewestExperiments, unit: 'experiments' }
  const meanAt = (spread: number): number => {
    if (around === 'zero') return 0
    let [weights, sum] = [0, 0]
    for (let i = 0; i < n; i++) {
      const weight = 1 / (spread + (variances[i] as number))
      weights += weight
      sum += weight * (estimates[i] as number)
    }
    return sum / weights
  }
  const minusLogLikelihood = (spread: number): number => {
    const mean = meanAt(spread)
    let sum = 0
    for (let i = 0; i < n; i++) {
      const total = spread + (variances[i] as number)
      sum += Math.log(total) + ((estimates[i] as number) - mean) ** 2 / total
    }
    return sum
  }
  // The likelihood may have several peaks: a grid finds the highest one’s valley, golden sections its foot.
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, (estimates[i] as number) ** 2, variances[i] as number)
  const grid = Array.from({ length: 121 }, (_, i) => largest * 4 * 10 ** ((i - 120) / 10))
  const heights = grid.map(minusLogLikelihood)
  const best = heights.indexOf(Math.min(...heights))
  let [low, high] = [Math.log(grid[Math.max(0, best - 1)] as number), Math.log(grid[Math.min(120, best + 1)] as number)]
  const golden = (Math.sqrt(5) - 1) / 2
  while (high - low > 1e-10) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (minusLogLikelihood(Math.exp(left)) < minusLogLikelihood(Math.exp(right))) high = right
    else low = left
  }
  const inside = Math.exp((low + high) / 2)
  const variance = minusLogLikelihood(0) <= minusLogLikelihood(inside) ? 0 : inside
  return { kind: 'prior', n, mean: meanAt(variance), variance }
}
