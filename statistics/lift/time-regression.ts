/** The effect on a group of regions over time, told from how it moved with the other group before: time-based regression. */
import { studentCumulative, studentQuantile } from '../distributions/student-t.ts'

export interface TimeEffect {
  kind: 'effect'
  /** Summed over the test. */
  cumulative: { value: number; interval: [number, number] }
  average: { value: number; interval: [number, number] }
  relative: { value: number; interval: [number, number] } | null
  p: number
  level: number
  /** Response per unit of added cost; null where no cost was given. */
  returnOnSpend: { value: number; interval: [number, number] } | null
  byTime: { observed: number; expected: number; effect: number; cumulative: number }[]
  timesBefore: number
  degreesOfFreedom: number
}

/**
 * A straight line of the treated group's response on the control group's before the test; what the treated group had beyond that line in the test is the
 * effect. Exact posterior under a flat prior: Student's t. `cost` is what was added in all. Source: Kerman, Wang & Vaver 2017, Estimating Ad Effectiveness
 * Using Geo Experiments in a Time-Based Regression Framework, section 3. Fewer than four times before are too few. Cost: O(times).
 */
export const estimateTimeRegression = (
  { treated, control, start, cost }: { treated: ArrayLike<number>; control: ArrayLike<number>; start: number; cost?: number },
  level = 0.95,
):
  | TimeEffect
  | { kind: 'too-little-data'; have: number; need: number; unit: 'times-before' | 'times-after' }
  | { kind: 'no-variation'; have: number } => {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  if (control.length !== treated.length) throw new RangeError('Both groups need a response at every time.')
  for (let time = 0; time < treated.length; time++)
    if (!Number.isFinite((treated[time] as number) + (control[time] as number)))
      throw new RangeError(`Time ${time + 1} has a response that is missing or not finite; fill it in.`)
  const n = Math.min(Math.max(0, Math.floor(start)), treated.length)
  const after = treated.length - n
  if (n < 4) return { kind: 'too-little-data', have: n, need: 4, unit: 'times-before' }
  if (after < 1) return { kind: 'too-little-data', have: after, need: 1, unit: 'times-after' }
  let [sumX, sumY] = [0, 0]
  for (let time = 0; time < n; time++) {
    sumX += control[time] as number
    sumY += treated[time] as number
  }
  const [meanX, meanY] = [sumX / n, sumY / n]
  let [spreadX, together] = [0, 0]
  for (let time = 0; time < n; time++) {
    const away = (control[time] as number) - meanX
    spreadX += away * away
    together += away * ((treated[time] as number) - meanY)
  }
  if (!(spreadX > 0)) return { kind: 'no-variation', have: n }
  const slope = together / spreadX
  const expectedAt = (time: number) => meanY + slope * ((control[time] as number) - meanX)
  let squares = 0
  for (let time = 0; time < n; time++) squares += ((treated[time] as number) - expectedAt(time)) ** 2
  const degreesOfFreedom = n - 2
  const variance = squares / degreesOfFreedom
  let [cumulative, expectedSum, testX] = [0, 0, 0]
  const byTime = Array.from(treated as ArrayLike<number> & Iterable<number>, (observed, time) => {
    const expected = expectedAt(time)
    if (time >= n) {
      cumulative += observed - expected
      expectedSum += expected
      testX += control[time] as number
    }
    return { observed, expected, effect: observed - expected, cumulative: time >= n ? cumulative : 0 }
  })
  // Each day's own noise, and the line's doubt, which all days share.
  const doubt = variance * (after + after * after * (1 / n + (testX / after - meanX) ** 2 / spreadX))
  const error = Math.sqrt(doubt)
  const half = studentQuantile((1 + level) / 2, degreesOfFreedom) * error
  const range = (by: number): { value: number; interval: [number, number] } => ({
    value: cumulative / by,
    interval: by > 0 ? [(cumulative - half) / by, (cumulative + half) / by] : [(cumulative + half) / by, (cumulative - half) / by],
  })
  return {
    kind: 'effect',
    cumulative: range(1),
    average: range(after),
    relative: expectedSum > 0 ? range(expectedSum) : null,
    p: error > 0 ? 2 * studentCumulative(-Math.abs(cumulative) / error, degreesOfFreedom) : 0,
    level,
    returnOnSpend: cost === undefined || cost === 0 ? null : range(cost),
    byTime,
    timesBefore: n,
    degreesOfFreedom,
  }
}
