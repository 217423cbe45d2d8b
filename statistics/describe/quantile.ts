/** Quantiles of a sample, with or without weights. */

/** The p-quantile of values sorted upwards, with linear interpolation. Source: Hyndman & Fan 1996, definition 7 (R's and numpy's default). Not a number
 * when there are no values. */
export const quantileSorted = (sorted: ArrayLike<number>, p: number): number => {
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, p))
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  const share = position - below
  const gap = high - low
  // Between −10³⁰⁸ and 10³⁰⁸ lies more than a number holds.
  return Number.isFinite(gap) ? low + share * gap : share === 0 ? low : (1 - share) * low + share * high
}

/** The p-quantile of values in any order; not a number when one of them is none. Cost: O(n log n). */
export const quantile = (values: ArrayLike<number>, p: number): number => {
  const sorted = Float64Array.from(values).sort()
  // Sorting puts what is no number last.
  return Number.isNaN(sorted[sorted.length - 1] as number) ? Number.NaN : quantileSorted(sorted, p)
}

/** The smallest value whose share of the weight, counted from below, reaches p (the inverse of the weighted distribution). Cost: O(n log n). */
export const weightedQuantile = (values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number => {
  const order = Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  let total = 0
  for (let i = 0; i < weights.length; i++) total += weights[i] as number
  let sum = 0
  for (const i of order) {
    sum += weights[i] as number
    if (sum >= p * total) return values[i] as number
  }
  return Number.NaN
}
