/** Cuts a series into stretches of constant level with dependent noise so that fit and number of stretches together cost least. */

/** Cumulative sums from which the misfit of any stretch follows in constant time. */
export interface Misfit {
  n: number
  /** Sums over the values before each index, and what the first value of a stretch adds: the inner loop reads them directly. */
  sums: { a: Float64Array; b: Float64Array; c: Float64Array; fresh: number; values: Float64Array }
  /** Sum of squares of stretch [from, to) around its own best level, in units of the innovations. */
  of: (from: number, to: number) => number
  /** The best level of the stretch and its weight: variance of the level = innovation variance / weight. */
  level: (from: number, to: number) => { mean: number; weight: number }
}

/**
 * Gaussian misfit with dependence of order one, exact from the first value of each stretch. `places` are the positions in time of the
 * values, so that a gap of g steps weakens the dependence to its g-th power. Source: Hamilton 1994, section 5.2 (exact likelihood).
 * Cost: O(n), then O(1) a stretch.
 */
export const measureMisfit = (values: Float64Array, places: ArrayLike<number>, dependence: number): Misfit => {
  const n = values.length
  const fresh = 1 - dependence * dependence
  const [a, b, c] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)]
  for (let t = 1; t < n; t++) {
    const lean = dependence ** ((places[t] as number) - (places[t - 1] as number))
    const weight = fresh / (1 - lean * lean)
    const news = (values[t] as number) - lean * (values[t - 1] as number)
    a[t + 1] = (a[t] as number) + weight * (1 - lean) ** 2
    b[t + 1] = (b[t] as number) + weight * (1 - lean) * news
    c[t + 1] = (c[t] as number) + weight * news * news
  }
  const level = (from: number, to: number) => {
    const weight = fresh + (a[to] as number) - (a[from + 1] as number)
    return { weight, mean: (fresh * (values[from] as number) + (b[to] as number) - (b[from + 1] as number)) / weight }
  }
  const of = (from: number, to: number) => {
    const first = values[from] as number
    const weight = fresh + (a[to] as number) - (a[from + 1] as number)
    const sum = fresh * first + (b[to] as number) - (b[from + 1] as number)
    return fresh * first * first + (c[to] as number) - (c[from + 1] as number) - (sum * sum) / weight
  }
  return { n, sums: { a, b, c, fresh, values }, of, level }
}

/**
 * The first indices of all stretches but the first, for the cheapest cut with `penalty` per stretch and at least `shortest` values in
 * each. Source: Jackson et al. 2005, IEEE Signal Processing Letters 12(2), doi:10.1109/LSP.2001.838216 (optimal partitioning). Cost: O(n²).
 */
export const segmentSeries = ({ n, sums: { a, b, c, fresh, values } }: Misfit, penalty: number, shortest: number): number[] => {
  const cutBefore = new Int32Array(n + 1)
  // What a stretch that starts at each index brings along, with the cost of everything before it.
  const [weightFrom, sumFrom, costFrom] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const cheapest = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
  cheapest[0] = -penalty
  for (let to = 1; to <= n; to++) {
    const from = to - 1
    const first = values[from] as number
    weightFrom[from] = fresh - (a[to] as number)
    sumFrom[from] = fresh * first - (b[to] as number)
    costFrom[from] = fresh * first * first - (c[to] as number) + (cheapest[from] as number)
    const [aTo, bTo, cTo] = [a[to] as number, b[to] as number, c[to] as number]
    let best = Number.POSITIVE_INFINITY
    let at = 0
    for (let start = 0; start <= to - shortest; start++) {
      const sum = (sumFrom[start] as number) + bTo
      const cost = (costFrom[start] as number) - (sum * sum) / ((weightFrom[start] as number) + aTo)
      if (cost < best) {
        best = cost
        at = start
      }
    }
    cheapest[to] = best + cTo + penalty
    cutBefore[to] = at
  }
  const cuts: number[] = []
  for (let to = cutBefore[n] as number; to > 0; to = cutBefore[to] as number) cuts.unshift(to)
  return cuts
}
