/** The sample variance. */
import { mean } from './mean.ts'

/** Σ(x - x̄)² / (n - 1), two passes; not a number below two values, infinite where squares of deviations are more than a number holds (beyond 1e154). Cost: O(n). */
export const variance = (values: ArrayLike<number>): number => {
  if (values.length < 2) return Number.NaN
  const centre = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - centre) ** 2
  return sum / (values.length - 1)
}
