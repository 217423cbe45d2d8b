/** Compares the means of two groups that may differ in spread: Welch's interval, or the answer that there is too little data. */
import { studentCumulative, studentQuantile } from '../distributions/student-t.ts'

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

/**
 * mean(b) − mean(a), in the unit of the values, with an interval of the given level (default 0.8) and the two-sided p value of no difference.
 * Needs two values in each group and some spread in at least one; else `too-little-data` (have and need: values in the smaller group).
 * Throws RangeError on a value that is not finite. Cost: O(n). Source: Welch 1947, Biometrika 34:28, doi 10.1093/biomet/34.1-2.28.
 */
export const compareMeans = (a: readonly number[], b: readonly number[], level = 0.8): WelchAnswer => {
  for (const values of [a, b]) {
    const bad = values.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) throw new RangeError(`value ${bad} is not a finite number`)
  }
  const smaller = Math.min(a.length, b.length)
  if (smaller < 2) return { kind: 'too-little-data', have: smaller, need: 2 }
  const [first, second] = [momentsOf(a), momentsOf(b)]
  const [share, otherShare] = [first.variance / first.n, second.variance / second.n]
  const variance = share + otherShare
  if (variance === 0) return { kind: 'too-little-data', have: smaller, need: smaller + 1 }
  const degreesOfFreedom = variance ** 2 / (share ** 2 / (first.n - 1) + otherShare ** 2 / (second.n - 1))
  const value = second.mean - first.mean
  const error = Math.sqrt(variance)
  const half = studentQuantile((1 + level) / 2, degreesOfFreedom) * error
  const p = 2 * (1 - studentCumulative(Math.abs(value) / error, degreesOfFreedom))
  return { kind: 'difference', value, interval: [value - half, value + half], level, n: [first.n, second.n], degreesOfFreedom, p }
}
