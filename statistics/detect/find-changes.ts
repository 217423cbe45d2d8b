/** Where a series changed its level for good: change points with an interval for the place and for the size of each shift. */
import { median, robustDeviation } from '../describe/median.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { estimateNoise, varianceGiven } from './estimate-noise.ts'
import { findOutliers } from './find-outliers.ts'
import { removeSeason } from './remove-season.ts'
import { type Misfit, measureMisfit, segmentSeries } from './segment-series.ts'

export interface Change {
  /** The first observation after the change, 0-based in the series as given. */
  index: number
  /** The change lies between these indices with the stated probability. */
  interval: [number, number]
  /** The levels on both sides, without season. */
  before: number
  after: number
  shift: { value: number; interval: [number, number] }
}

export type Changes =
  | { kind: 'too-little-data'; have: number; need: number }
  | { kind: 'changes'; n: number; missing: number; level: number; dependence: number; period: number; changes: Change[] }

/**
 * One default for all series, frozen: chosen by leave-one-out over the 18 public series of the Turing Change Point Dataset and held to
 * at most 5% false alarms on stationary series (evaluation/changes).
 */
export const changeDefaults = {
  /** A change must improve the fit by this many innovation variances, plus twice ln n. */
  penalty: 20,
  shortest: 3,
  highestDependence: 0.85,
  /** When changes come more often than this, it is the level that wanders: a random walk is fitted instead. */
  mostChanges: (n: number) => Math.max(2, n / 45),
  wandering: 0.99,
  outlier: 5,
}

const fewest = 10
/** Squares of what lies beyond are no numbers any more; differences below the least are none either. */
const [largest, least] = [1e100, 1e-150]

/** The range that holds `level` of the posterior of one cut between its neighbours, other cuts fixed, every place alike beforehand. */
const placeInterval = (misfit: Misfit, from: number, cut: number, to: number, variance: number, level: number): [number, number] => {
  const scale = Math.max(variance, 1e-12)
  const costs = Array.from({ length: to - from - 1 }, (_, i) => misfit.of(from, from + 1 + i) + misfit.of(from + 1 + i, to))
  const best = costs.reduce((least, cost) => Math.min(least, cost), Number.POSITIVE_INFINITY)
  const weights = costs.map((cost) => Math.exp((best - cost) / (2 * scale)))
  const total = weights.reduce((a, b) => a + b, 0)
  let [low, high] = [cut - from - 1, cut - from - 1]
  let held = weights[low] as number
  while (held < level * total && (low > 0 || high < weights.length - 1)) {
    const [left, right] = [weights[low - 1] ?? -1, weights[high + 1] ?? -1]
    held += left >= right ? left : right
    if (left >= right) low--
    else high++
  }
  return [from + 1 + low, from + 1 + high]
}

/**
 * Change points of a series in time order; NaN is missing and keeps its place. The season is taken out, single outliers are drawn in,
 * noise may depend on the value before it. `settings` are there to be cross-validated, not to be tuned to a series. Fewer than 10 values are too little. Errors: a RangeError that names an infinite value (or one beyond 1e100), or for a level outside (0, 1).
 * Sources: see segment-series, estimate-noise, remove-season. Cost: 4 ms for 1,000 values, O(n²) to
 * 20,000, then O(n log n): 5 s for a million.
 */
export const findChanges = (series: ArrayLike<number>, { level = 0.95, settings = changeDefaults } = {}): Changes => {
  if (!(level > 0 && level <= 1 - 1e-9)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  const places: number[] = []
  for (let i = 0; i < series.length; i++) {
    const value = series[i] as number
    if (Math.abs(value) > largest)
      throw new RangeError(`Value ${i + 1} is ${Number.isFinite(value) ? 'too large' : 'infinite'}; leave it empty if it is not known.`)
    if (!Number.isNaN(value)) places.push(i)
  }
  const n = places.length
  if (n < fewest) return { kind: 'too-little-data', have: n, need: fewest }
  const season = removeSeason(series)
  // Centred and scaled, so that sums of squares keep their digits whatever the unit.
  const seen = Float64Array.from(places, (place) => season.values[place] as number)
  const centre = median(seen)
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of seen) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)]
  const unit = robustDeviation(seen) || highest - lowest
  const answer = { kind: 'changes' as const, n, missing: series.length - n, level, period: season.period }
  if (!(unit > least)) return { ...answer, dependence: 0, changes: [] }
  const values = seen.map((value) => (value - centre) / unit)
  for (const { index, expected } of findOutliers(values, { threshold: settings.outlier })) values[index] = expected

  const noise = estimateNoise(values, settings.highestDependence)
  const cut = (dependence: number, variance: number) => {
    const misfit = measureMisfit(values, places, dependence)
    const penalty = (settings.penalty + 2 * Math.log(n)) * Math.max(variance, 1e-12)
    return { misfit, dependence, variance, cuts: segmentSeries(misfit, penalty, settings.shortest) }
  }
  let found = cut(noise.dependence, noise.variance)
  const most = settings.mostChanges(n)
  if (found.cuts.length > most) {
    found = cut(settings.wandering, varianceGiven(values, settings.wandering))
    // Shifts this frequent even of a random walk are its nature, not events.
    if (found.cuts.length > most) found.cuts = []
  }
  const { misfit, dependence, variance, cuts } = found
  const ends = [0, ...cuts, n]
  const wide = normalQuantile((1 + level) / 2)
  const changes = cuts.map((at, i): Change => {
    const [from, to] = [ends[i] as number, ends[i + 2] as number]
    const [before, after] = [misfit.level(from, at), misfit.level(at, to)]
    const shift = (after.mean - before.mean) * unit
    const half = wide * unit * Math.sqrt(variance / before.weight + variance / after.weight)
    const [low, high] = placeInterval(misfit, from, at, to, variance, level)
    return {
      index: places[at] as number,
      interval: [places[low] as number, places[high] as number],
      before: centre + unit * before.mean,
      after: centre + unit * after.mean,
      shift: { value: shift, interval: [shift - half, shift + half] },
    }
  })
  return { ...answer, dependence, changes }
}
