/** Compares the means of two groups that may differ in spread: Welch's interval, or the answer that there is too little data. */
import { effectOf } from './effect.ts'
import { testFixed } from './fixed.ts'

export type WelchAnswer =
  | {
      kind: 'difference'
      value: number
      interval: [number, number]
      level: number
      n: [number, number]
      degreesOfFreedom: number
      p: number
    }
  | { kind: 'too-little-data'; have: number; need: number }

const momentsOf = (values: readonly number[]) => {
  let mean = 0
  let squares = 0
  // Welford's update: exact enough where a sum of squares would cancel.
  values.forEach((value, index) => {
    const step = value - mean
    mean += step / (index + 1)
    squares += step * (value - mean)
  })
  return { n: values.length, mean, variance: squares / (values.length - 1) }
}

/** Beyond this, squares are no numbers any more. */
const largest = 1e99

/**
 * mean(b) − mean(a), in the unit of the values, with an interval of the given level (default 0.8) and the two-sided p value of no difference.
 * Needs two values in each group and some spread in at least one; else `too-little-data` (have and need: values in the smaller group).
 * Throws RangeError on a value that is not finite (or beyond 1e99), or a level outside (0, 1). Cost: O(n). Source: Welch 1947, Biometrika 34:28, doi 10.1093/biomet/34.1-2.28.
 */
export const compareMeans = (a: readonly number[], b: readonly number[], level = 0.8): WelchAnswer => {
  for (const values of [a, b]) {
    const bad = values.findIndex((value) => !(Math.abs(value) <= largest))
    if (bad >= 0) throw new RangeError(`value ${bad} is not a finite number`)
  }
  const smaller = Math.min(a.length, b.length)
  if (smaller < 2) return { kind: 'too-little-data', have: smaller, need: 2 }
  const effect = effectOf(momentsOf(a), momentsOf(b), 'absolute')
  if (effect === null) return { kind: 'too-little-data', have: smaller, need: smaller + 1 }
  const { estimate, interval, p } = testFixed(effect, level)
  return { kind: 'difference', value: estimate, interval, level, n: [a.length, b.length], degreesOfFreedom: effect.degreesOfFreedom, p }
}
