/** The arithmetic mean. */

/** Σx / n; not a number when empty. Cost: O(n). */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum / values.length
}
