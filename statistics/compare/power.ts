/** How many units an experiment needs, and the smallest effect that a given number could see. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'

export interface PowerOptions {
  /** False alarms accepted, two-sided (default 0.05). */
  alpha?: number
  /** Chance to see an effect that is there (default 0.8). */
  power?: number
}

const factor = ({ alpha = 0.05, power = 0.8 }: PowerOptions) => normalQuantile(1 - alpha / 2) + normalQuantile(power)

/**
 * Units per arm, rounded up, to see a difference of `effect` (in the metric's unit) where one unit has the given variances.
 * Normal approximation: n = (z₁₋α⁄₂ + z_power)² (σ²₁ + σ²₂) / effect² (van Belle, Statistical Rules of Thumb, 2.1). Throws RangeError for no effect. Cost: O(1).
 */
export const unitsNeeded = (effect: number, variances: readonly [number, number], options: PowerOptions = {}): number => {
  if (!(Math.abs(effect) > 0)) throw new RangeError('an effect of zero can never be seen')
  return Math.ceil((factor(options) ** 2 * (variances[0] + variances[1])) / effect ** 2)
}

/** The smallest true difference that `n` units per arm would see with the given power, in the metric's unit. */
export const smallestVisibleEffect = (n: number, variances: readonly [number, number], options: PowerOptions = {}): number =>
  factor(options) * Math.sqrt((variances[0] + variances[1]) / n)

/** The chance to see a true difference of `effect` with `n` units per arm (both tails counted). */
export const powerOf = (effect: number, n: number, variances: readonly [number, number], alpha = 0.05): number => {
  const z = Math.abs(effect) / Math.sqrt((variances[0] + variances[1]) / n)
  const critical = normalQuantile(1 - alpha / 2)
  return normalCumulative(z - critical) + normalCumulative(-z - critical)
}
