/** The difference between two arms of an experiment and the variance of that estimate, absolute or relative to the control. */

/** One arm: how many units, the mean of the metric, and its variance (per unit). For a proportion p the variance is p (1 − p). */
export interface Arm {
  n: number
  mean: number
  variance: number
}

/** An arm of a proportion metric from its counts. Throws RangeError when the counts are impossible. */
export const armFromConversions = (n: number, conversions: number): Arm => {
  if (!(n > 0) || conversions < 0 || conversions > n) throw new RangeError(`${conversions} conversions among ${n} units are impossible`)
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
 * control mean of zero for `relative`. Cost: O(1).
 */
export const effectOf = (control: Arm, treatment: Arm, scale: 'absolute' | 'relative'): Effect | null => {
  if (Math.min(control.n, treatment.n) < 2) return null
  const [controlShare, treatmentShare] = [control.variance / control.n, treatment.variance / treatment.n]
  const both = controlShare + treatmentShare
  if (!(both > 0)) return null
  const degreesOfFreedom = both ** 2 / (controlShare ** 2 / (control.n - 1) + treatmentShare ** 2 / (treatment.n - 1))
  const difference = treatment.mean - control.mean
  if (scale === 'absolute') return { estimate: difference, variance: both, degreesOfFreedom }
  if (control.mean === 0) return null
  const variance = treatmentShare / control.mean ** 2 + (controlShare * treatment.mean ** 2) / control.mean ** 4
  return { estimate: difference / control.mean, variance, degreesOfFreedom }
}
