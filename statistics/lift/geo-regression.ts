/** Return on spend from a geo experiment: regions that got more money against regions that did not, by weighted regression across regions. */
import { studentQuantile } from '../distributions/student-t.ts'
import { solvePositive } from '../linear/cholesky.ts'

export interface GeoTotals {
  /** Per region: response and cost summed over the time before, and over the test. */
  before: ArrayLike<number>
  during: ArrayLike<number>
  /** Cost in the test beyond what would have been spent (in the simplest case: all that was spent there). */
  addedCost: ArrayLike<number>
}

export interface ReturnOnSpend {
  kind: 'effect'
  /** Response per unit of cost. */
  value: number
  interval: [number, number]
  level: number
  /** The same times all that was added. */
  incremental: { value: number; interval: [number, number] }
  cost: number
  n: number
  degreesOfFreedom: number
  standardError: number
}

/**
 * Geo-based regression: response in the test on response before and on added cost, each region weighted by one over the square of its response before,
 * since the noise of a region grows with its size. Source:
 * Vaver & Koehler 2011, Measuring Ad Effectiveness Using Geo Experiments, equation 1. Fewer than four regions with a response before, or no difference in
 * cost, are answers. Cost: O(regions).
 */
export const estimateGeoRegression = (
  { before, during, addedCost }: GeoTotals,
  level = 0.95,
): ReturnOnSpend | { kind: 'too-little-data'; have: number; need: number; unit: 'regions' } | { kind: 'no-variation'; have: number } => {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  if (during.length !== before.length || addedCost.length !== before.length)
    throw new RangeError('Every region needs a response before, a response in the test, and a cost.')
  const moments = new Float64Array(9)
  const target = new Float64Array(3)
  let [n, cost, squares] = [0, 0, 0]
  const used: number[] = []
  for (let region = 0; region < before.length; region++) {
    const [past, response, added] = [before[region] as number, during[region] as number, addedCost[region] as number]
    if (!Number.isFinite(past + response + added))
      throw new RangeError(`Region ${region + 1} has a value that is missing or not finite; fill it in or leave the region out.`)
    if (!(past > 0)) continue
    used.push(region)
    n++
    cost += added
    const row = [1, past, added]
    const weight = 1 / (past * past)
    for (let i = 0; i < 3; i++) {
      target[i] = (target[i] as number) + weight * (row[i] as number) * response
      for (let j = 0; j < 3; j++) moments[i * 3 + j] = (moments[i * 3 + j] as number) + weight * (row[i] as number) * (row[j] as number)
    }
  }
  if (n < 4) return { kind: 'too-little-data', have: n, need: 4, unit: 'regions' }
  if (cost === 0 || used.every((region) => addedCost[region] === addedCost[used[0] as number])) return { kind: 'no-variation', have: n }
  const coefficients = solvePositive(Float64Array.from(moments), target)
  const unit = solvePositive(Float64Array.from(moments), Float64Array.of(0, 0, 1))
  if (coefficients === null || unit === null) return { kind: 'no-variation', have: n }
  for (const region of used) {
    const past = before[region] as number
    const error =
      (during[region] as number) -
      (coefficients[0] as number) -
      (coefficients[1] as number) * past -
      (coefficients[2] as number) * (addedCost[region] as number)
    squares += (error / past) ** 2
  }
  const degreesOfFreedom = n - 3
  const value = coefficients[2] as number
  const standardError = Math.sqrt((squares / degreesOfFreedom) * (unit[2] as number))
  const half = studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError
  const interval: [number, number] = [value - half, value + half]
  const ends = [interval[0] * cost, interval[1] * cost] as [number, number]
  return {
    kind: 'effect',
    value,
    interval,
    level,
    incremental: { value: value * cost, interval: cost > 0 ? ends : [ends[1], ends[0]] },
    cost,
    n,
    degreesOfFreedom,
    standardError,
  }
}
