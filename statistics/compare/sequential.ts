/** The always-valid test of an effect: it may be looked at after every observation without more false alarms than promised. */
import { checkEstimate, checkShare, checkUnits } from './check-input.ts'
import type { Effect } from './effect.ts'
import type { TestResult } from './fixed.ts'

/**
 * Asymptotic confidence sequence with a normal mixture (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021, arXiv 2103.06476, theorem 2.2) and its p value.
 * `n` is the number of units in both arms so far; the sequence is tightest near `tunedFor` units (default 5,000). Throws RangeError for numbers that cannot be. Cost: O(1).
 */
export const testSequential = (effect: Effect, n: number, options: { level?: number; tunedFor?: number } = {}): TestResult => {
  const { level = 0.95, tunedFor = 5000 } = options
  checkShare(level, 'a level')
  checkEstimate(effect.estimate, effect.variance)
  checkUnits(n, 'the experiment', 1)
  checkUnits(tunedFor, 'the size it is tuned for', 1)
  const alpha = 1 - level
  const rho = Math.sqrt((-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tunedFor)
  const mixture = n * rho ** 2 + 1
  const perUnit = effect.variance * n
  const half = (Math.sqrt(perUnit) * Math.sqrt(2 * mixture * Math.log(Math.sqrt(mixture) / alpha))) / (n * rho)
  const score = effect.estimate ** 2 / perUnit
  // exp could overflow for a huge effect; its logarithm cannot.
  const logEvidence = (rho ** 2 * n ** 2 * score) / (2 * mixture) - 0.5 * Math.log(mixture)
  return {
    estimate: effect.estimate,
    interval: [effect.estimate - half, effect.estimate + half],
    level,
    p: Math.min(1, Math.exp(-logEvidence)),
  }
}
