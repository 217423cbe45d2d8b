/** The classical test of an effect: valid when looked at once, at the size planned. */
import { studentCumulative, studentQuantile } from '../distributions/student-t.ts'
import { checkEffect, checkShare } from './check-input.ts'
import type { Effect } from './effect.ts'

export interface TestResult {
  estimate: number
  interval: [number, number]
  level: number
  p: number
}

/** Welch's t interval and two-sided p value of no effect. Source: Welch 1947, doi 10.1093/biomet/34.1-2.28. Throws RangeError for a level or an effect that cannot be. Cost: O(1). */
export const testFixed = (effect: Effect, level = 0.95): TestResult => {
  checkShare(level, 'a level')
  checkEffect(effect)
  const error = Math.sqrt(effect.variance)
  const half = studentQuantile((1 + level) / 2, effect.degreesOfFreedom) * error
  // The lower tail keeps its digits where 1 − cumulative would lose them.
  const p = 2 * studentCumulative(-Math.abs(effect.estimate) / error, effect.degreesOfFreedom)
  return { estimate: effect.estimate, interval: [effect.estimate - half, effect.estimate + half], level, p }
}
