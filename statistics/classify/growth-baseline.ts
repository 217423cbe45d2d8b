/** How an account usually grows: the expected step between readings, and how far windows of readings stray from it. */
import { robustDeviation } from '../describe/median.ts'
import { quantileSorted, weightedQuantile } from '../describe/quantile.ts'

export interface Baseline {
  n: number
  /** Length of each step between readings, in days. */
  spans: Float64Array
  /** Log change of each step beyond what the weeks around it make one expect. */
  excess: Float64Array
  /** Sums over the steps before each reading: a window's excess and length are differences. */
  excessTo: Float64Array
  days: Float64Array
  /** Least deviation of a step's log change: the count itself comes in whole followers (or in rounded ones). */
  floors: Float64Array
  /** Spread grows with length to the power of this half: 1 for independent days, 2 for a rate that wanders. */
  power: number
}

/** Growth is compared with that of this many steps and days on each side, whichever reaches further. */
const reachSteps = 6
const reachDays = 45
const mostNeighbours = 60

/** The weighted median rate of the steps around each step. */
const usualRates = (rates: Float64Array, spans: Float64Array, days: Float64Array): Float64Array =>
  Float64Array.from(rates, (_, i) => {
    const middle = ((days[i] as number) + (days[i + 1] as number)) / 2
    let [from, to] = [i, i + 1]
    while (from > 0 && i - from < mostNeighbours && (i - from < reachSteps || middle - (days[from] as number) < reachDays)) from--
    while (to < rates.length && to - i <= mostNeighbours && (to - i <= reachSteps || (days[to] as number) - middle < reachDays)) to++
    return weightedQuantile(rates.subarray(from, to), spans.subarray(from, to), 0.5)
  })

const choosePower = (excess: Float64Array, spans: Float64Array): number => {
  let [best, power] = [Number.NEGATIVE_INFINITY, 1]
  for (const candidate of [0, 0.5, 1, 1.5, 2]) {
    const scaled = excess.map((value, i) => value / (spans[i] as number) ** (candidate / 2))
    const scale = robustDeviation(scaled)
    if (!(scale > 0)) continue
    let fit = -4 * (candidate - 1) ** 2
    for (let i = 0; i < scaled.length; i++)
      fit -= Math.log(scale) + (candidate / 2) * Math.log(spans[i] as number) + 2 * Math.log1p(((scaled[i] as number) / scale) ** 2 / 3)
    if (fit > best) [best, power] = [fit, candidate]
  }
  return power
}

/** Log steps against a running median of rates; the growth of spread with length by the best fit of a Student t with 3 degrees. Cost: O(n · 120). */
export const measureBaseline = (days: Float64Array, followers: Float64Array, unit: number): Baseline => {
  const n = Math.max(0, days.length - 1)
  const spans = Float64Array.from({ length: n }, (_, i) => (days[i + 1] as number) - (days[i] as number))
  const steps = Float64Array.from({ length: n }, (_, i) =>
    Math.log(((followers[i + 1] as number) + 0.5) / ((followers[i] as number) + 0.5)),
  )
  const usual = usualRates(
    steps.map((step, i) => step / (spans[i] as number)),
    spans,
    days,
  )
  const excess = steps.map((step, i) => step - (usual[i] as number) * (spans[i] as number))
  const excessTo = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) excessTo[i + 1] = (excessTo[i] as number) + (excess[i] as number)
  const floors = Float64Array.from({ length: n }, (_, i) => (0.7 * unit) / Math.max(1, followers[i] as number, followers[i + 1] as number))
  return { n, spans, excess, excessTo, days, floors, power: n > 2 ? choosePower(excess, spans) : 1 }
}

/** Steps [from, to): what they add beyond expectation, over how many days. */
export const windowOf = ({ excessTo, days }: Baseline, from: number, to: number) => ({
  excess: (excessTo[to] as number) - (excessTo[from] as number),
  span: (days[to] as number) - (days[from] as number),
})

export interface Spread {
  /** Robust standard deviation of the excess of like windows. */
  deviation: number
  /** The largest excess upwards and downwards (as a positive number) of like windows elsewhere. */
  up: number
  down: number
  n: number
}

const fewestWindows = 8

/**
 * Sizes, sorted; where most windows stand still, of those that move: a count that is read once a month and written down daily moves in
 * steps of a month, and they are its habit.
 */
export const movedSizes = (values: ArrayLike<number>): Float64Array => {
  const sizes = Float64Array.from(values, Math.abs).sort()
  const still = sizes.findIndex((size) => size > 0)
  const moved = still === -1 ? 0 : sizes.length - still
  return moved >= 3 && moved < 0.3 * sizes.length ? sizes.subarray(still) : sizes
}

/**
 * How far windows like [from, to) stray elsewhere in this history: windows of as many steps that do not touch it, scaled to its length.
 * With few of them, single steps scaled to its length. Cost: O(n log n).
 */
export const spreadElsewhere = (baseline: Baseline, from: number, to: number): Spread => {
  const { n, power, floors } = baseline
  const span = windowOf(baseline, from, to).span
  const collect = (count: number) => {
    const found: number[] = []
    for (let i = 0; i + count <= n; i++) {
      if (i < to && i + count > from) continue
      const window = windowOf(baseline, i, i + count)
      // A window much longer than this one says little about it.
      if (window.span > 0) found.push(window.excess * (span / window.span) ** (power / 2))
    }
    return found
  }
  let found = collect(to - from)
  if (found.length < fewestWindows) found = collect(1)
  const sizes = movedSizes(found)
  const robust = 0.5 * quantileSorted(sizes, 0.6827) + 0.5 * (quantileSorted(sizes, 0.9) / 1.645)
  const floor = floors[from] as number
  let [up, down] = [0, 0]
  for (const value of found) {
    up = Math.max(up, value)
    down = Math.max(down, -value)
  }
  return { deviation: Math.hypot(robust || 0, floor), up: Math.max(up, floor), down: Math.max(down, floor), n: found.length }
}
