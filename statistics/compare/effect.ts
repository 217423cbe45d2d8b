/** The difference between two arms of an experiment and the variance of that estimate, absolute or relative to the control. */
import { checkArm } from './check-input.ts'

/** One arm: how many units, the mean of the metric, and its variance (per unit). For a proportion p the variance is p (1 − p). */
export interface Arm {
  n: number
  mean: number
  variance: number
}

/** An arm of a proportion metric from its counts. Throws RangeError when the counts are impossible. */
export const armFromConversions = (n: number, conversions: number): Arm => {
  if (!(n > 0 && n < Number.POSITIVE_INFINITY && conversions >= 0 && conversions <= n))
    throw new RangeError(`${conversions} conversions among ${n} units are impossible`)
  const mean = conversions / n
  return { n, mean, variance: mean * (1 - mean) }
}

export interface Effect {
  estimate: number
  /** Of the estimate, not of a unit. */
  variance: number
  /** Welch–Satterthwaite degrees of freedom. */
  degreesOfFreedom: number
}

/**
 * `absolute`: mean(treatment) − mean(control). `relative`: that divided by the control's mean, its variance by the delta method
 * (Deng, Knoblich, Lu 2018, doi 10.1145/3219819.3219919). Null when there is nothing to say: no variance, fewer than two units, or a
 * control mean of zero (or nearly) for `relative`. Throws RangeError for an arm that cannot be. Cost: O(1).
 */
export const effectOf = (control: Arm, treatment: Arm, scale: 'absolute' | 'relative'): Effect | null => {
  checkArm(control, 'the control')
  checkArm(treatment, 'the treatment')
  if (Math.min(control.n, treatment.n) < 2) return null
  const [controlShare, treatmentShare] = [control.variance / control.n, treatment.variance / treatment.n]
  const both = controlShare + treatmentShare
  if (!(both > 1e-200)) return null
  // Welch–Satterthwaite in shares of the whole, whose squares neither vanish nor overflow.
  const part = controlShare / both
  const degreesOfFreedom = 1 / (part ** 2 / (control.n - 1) + (1 - part) ** 2 / (treatment.n - 1))
  const difference = treatment.mean - control.mean
  if (scale === 'absolute') return { estimate: difference, variance: both, degreesOfFreedom }
  const ratio = treatment.mean / control.mean
  const variance = (treatmentShare + controlShare * ratio ** 2) / control.mean ** 2
  // Beside a control mean of (nearly) zero every difference is without bounds.
  if (!(Math.abs(ratio) <= 1e100 && variance >= 1e-200 && variance <= 1e200)) return null
  return { estimate: difference / control.mean, variance, degreesOfFreedom }
}
