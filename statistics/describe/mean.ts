/** The arithmetic mean. */

/** Σx / n; not a number when empty or when a value is none, infinite with an infinite value. Cost: O(n). */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  if (Number.isFinite(sum)) return sum / values.length
  // Finite values may sum to more than a number holds; their parts do not.
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i] as number) / values.length
  return mean
}
