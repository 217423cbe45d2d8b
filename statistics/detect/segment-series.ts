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

/** Up to this length every place is tried for every cut; beyond it, places far back are thinned out. */
const exactLength = 20_000

/**
 * The first indices of all stretches but the first, for the cheapest cut with `penalty` per stretch and at least `shortest` values in
 * each. Source: Jackson et al. 2005, IEEE Signal Processing Letters 12(2), doi:10.1109/LSP.2001.838216 (optimal partitioning): exact to 20,000
 * values. Beyond, see segmentLong. Cost: O(n²) to 20,000 values (0.3 s there), then O(n log n) (5 s for a million).
 */
export const segmentSeries = (misfit: Misfit, penalty: number, shortest: number, exactTo = exactLength): number[] =>
  misfit.n <= exactTo ? segmentExactly(misfit, penalty, shortest) : segmentLong(misfit, penalty, shortest)

const segmentExactly = ({ n, sums: { a, b, c, fresh, values } }: Misfit, penalty: number, shortest: number): number[] => {
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
  return readCuts(cutBefore)
}

const readCuts = (cutBefore: Int32Array): number[] => {
  const cuts: number[] = []
  for (let to = cutBefore.at(-1) as number; to > 0; to = cutBefore[to] as number) cuts.push(to)
  return cuts.reverse()
}

/** Places are kept this close to each other, as a share of how far back they lie. */
const closeness = 1 / 64
const thinEvery = 512

/**
 * As segmentExactly, with fewer places to start from: of places that lie d back, the cheapest of each d/64 in a row is kept, which leaves about
 * 64 ln n. Each cut is then set to its best place between its neighbours, so that thinning costs precision only where a stretch is missed altogether.
 */
const segmentLong = (misfit: Misfit, penalty: number, shortest: number): number[] => {
  const {
    n,
    sums: { a, b, c, fresh, values },
  } = misfit
  const cutBefore = new Int32Array(n + 1)
  const cheapest = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
  cheapest[0] = -penalty
  // Packed side by side, so that the inner loop reads memory in order.
  const room = thinEvery * 2 + Math.ceil(4 * (Math.log(n) / closeness))
  const start = new Int32Array(room)
  const [weightFrom, sumFrom, costFrom] = [new Float64Array(room), new Float64Array(room), new Float64Array(room)]
  let kept = 0
  const costOf = (i: number, to: number): number => {
    const sum = (sumFrom[i] as number) + (b[to] as number)
    return (costFrom[i] as number) - (sum * sum) / ((weightFrom[i] as number) + (a[to] as number))
  }
  const copy = (from: number, to: number) => {
    start[to] = start[from] as number
    weightFrom[to] = weightFrom[from] as number
    sumFrom[to] = sumFrom[from] as number
    costFrom[to] = costFrom[from] as number
  }
  const thin = (to: number) => {
    let left = 0
    let bucketEnds = 0
    let bestCost = Number.POSITIVE_INFINITY
    for (let i = 0; i < kept; i++) {
      const place = start[i] as number
      const cost = to - place < shortest ? Number.NEGATIVE_INFINITY : costOf(i, to)
      if (i === 0 || place >= bucketEnds) {
        bucketEnds = place + Math.max(1, Math.floor((to - place) * closeness))
        bestCost = cost
        copy(i, left++)
      } else if (cost < bestCost) {
        bestCost = cost
        copy(i, left - 1)
      }
    }
    kept = left
  }
  for (let to = 1; to <= n; to++) {
    const from = to - 1
    const first = values[from] as number
    start[kept] = from
    weightFrom[kept] = fresh - (a[to] as number)
    sumFrom[kept] = fresh * first - (b[to] as number)
    costFrom[kept] = fresh * first * first - (c[to] as number) + (cheapest[from] as number)
    kept++
    const [aTo, bTo] = [a[to] as number, b[to] as number]
    let best = Number.POSITIVE_INFINITY
    let at = 0
    // The newest places are too near: a stretch has at least `shortest` values.
    const ripe = kept - (shortest - 1)
    for (let i = 0; i < ripe; i++) {
      const sum = (sumFrom[i] as number) + bTo
      const cost = (costFrom[i] as number) - (sum * sum) / ((weightFrom[i] as number) + aTo)
      if (cost < best) {
        best = cost
        at = start[i] as number
      }
    }
    cheapest[to] = best + (c[to] as number) + penalty
    cutBefore[to] = at
    if (to % thinEvery === 0) thin(to)
  }
  const ends = [0, ...readCuts(cutBefore), n]
  for (let i = 1; i + 1 < ends.length; i++) ends[i] = bestBetween(misfit, ends[i - 1] as number, ends[i + 1] as number, shortest)
  return ends.slice(1, -1)
}

const bestBetween = (misfit: Misfit, from: number, to: number, shortest: number): number => {
  let [best, at] = [Number.POSITIVE_INFINITY, from + shortest]
  for (let place = from + shortest; place <= to - shortest; place++) {
    const cost = misfit.of(from, place) + misfit.of(place, to)
    if (cost < best) [best, at] = [cost, place]
  }
  return at
}
