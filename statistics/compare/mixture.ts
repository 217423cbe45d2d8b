/** The mixture sequential probability ratio test: always valid, and sharpest for effects of the size that past experiments had. */
import { checkEstimate, checkPositive, checkShare } from './check-input.ts'
import type { Effect } from './effect.ts'
import type { TestResult } from './fixed.ts'

/**
 * The mSPRT with mixing distribution N(0, mixingVariance) on the effect, in the effect’s unit squared (see learnEffectPrior), and the confidence sequence that it inverts. Over several looks take the smallest p so far. Source: Johari,
 * Pekelis, Walsh 2017, doi 10.1145/3097983.3097992, eq. 6 and 7. Errors: RangeError for a mixing variance that is not above zero. Cost: O(1).
 */
export const testMixture = (effect: Effect, mixingVariance: number, level = 0.95): TestResult => {
  checkPositive(mixingVariance, 'a mixing variance')
  checkEstimate(effect.estimate, effect.variance)
  checkShare(level, 'a level')
  const { estimate, variance } = effect
  // ln of √(v / (v + τ²)), and τ² / (v + τ²), without dividing by what may be tiny.
  const room = -0.5 * Math.log1p(mixingVariance / variance)
  const weight = mixingVariance / (variance + mixingVariance)
  const logEvidence = room + (weight * estimate ** 2) / (2 * variance)
  const half = Math.sqrt(((2 * variance) / weight) * (-Math.log(1 - level) - room))
  if (!Number.isFinite(half))
    throw new RangeError(`a mixing variance of ${mixingVariance} says nothing beside a sampling variance of ${variance}`)
  return { estimate, interval: [estimate - half, estimate + half], level, p: Math.min(1, Math.exp(-logEvidence)) }
}
