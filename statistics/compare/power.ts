/** How many units an experiment needs, and the smallest effect that a given number could see. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { checkPositive, checkShare } from './check-input.ts'

export interface PowerOptions {
  /** False alarms accepted, two-sided (default 0.05). */
  alpha?: number
  /** Chance to see an effect that is there (default 0.8). */
  power?: number
}

const factor = ({ alpha = 0.05, power = 0.8 }: PowerOptions) => {
  checkShare(alpha, 'alpha')
  checkShare(power, 'the power')
  return normalQuantile(1 - alpha / 2) + normalQuantile(power)
}

const sumOf = (variances: readonly [number, number]): number => {
  const both = variances[0] + variances[1]
  if (!(Math.min(...variances) >= 0)) throw new RangeError(`variances are 0 or more, not ${variances.join(' and ')}`)
  checkPositive(both, 'the variance of a unit')
  return both
}

/**
 * Units per arm, rounded up, to see a difference of `effect` (in the metric's unit) where one unit has the given variances.
 * Normal approximation: n = (z₁₋α⁄₂ + z_power)² (σ²₁ + σ²₂) / effect² (van Belle, Statistical Rules of Thumb, 2.1). Throws RangeError for no
 * effect, one that no number of units could show, or variances and shares that cannot be. Cost: O(1).
 */
export const unitsNeeded = (effect: number, variances: readonly [number, number], options: PowerOptions = {}): number => {
  if (!(Math.abs(effect) > 0)) throw new RangeError('an effect of zero can never be seen')
  const units = Math.ceil((factor(options) ** 2 * sumOf(variances)) / effect ** 2)
  if (!(units <= Number.MAX_SAFE_INTEGER)) throw new RangeError(`an effect of ${effect} is too small to be seen by any number of units`)
  return Math.max(1, units)
}

/** The smallest true difference that `n` units per arm would see with the given power, in the metric's unit. */
export const smallestVisibleEffect = (n: number, variances: readonly [number, number], options: PowerOptions = {}): number => {
  checkPositive(n, 'the number of units')
  return factor(options) * Math.sqrt(sumOf(variances) / n)
}

/** The chance to see a true difference of `effect` with `n` units per arm (both tails counted). */
export const powerOf = (effect: number, n: number, variances: readonly [number, number], alpha = 0.05): number => {
  checkShare(alpha, 'alpha')
  checkPositive(n, 'the number of units')
  if (!Number.isFinite(effect)) throw new RangeError(`an effect is a finite number, not ${effect}`)
  const z = Math.abs(effect) / Math.sqrt(sumOf(variances) / n)
  const critical = normalQuantile(1 - alpha / 2)
  return normalCumulative(z - critical) + normalCumulative(-z - critical)
}
