/** Takes a repeating season out of a series when there clearly is one, and leaves the series alone when not. */
import { median } from '../describe/median.ts'

export interface Deseasoned {
  /** The series without its season; missing values (NaN) stay where they are. */
  values: Float64Array
  /** The length of the season in observations, or 0 for none. */
  period: number
  /** What each phase adds, zero on average; empty for none. */
  effects: Float64Array
}

/** What is left after a centred moving mean of one period, NaN at the ends and where a third of the window is missing. */
const detrend = (values: ArrayLike<number>, period: number): Float64Array => {
  const half = Math.floor(period / 2)
  const rest = new Float64Array(values.length).fill(Number.NaN)
  for (let i = half; i + half < values.length; i++) {
    let [total, sum] = [0, 0]
    for (let j = -half; j <= half; j++) {
      const value = values[i + j] as number
      if (Number.isNaN(value)) continue
      const weight = period % 2 === 0 && Math.abs(j) === half ? 0.5 : 1
      total += weight
      sum += weight * value
    }
    if (total > (2 / 3) * period) rest[i] = (values[i] as number) - sum / total
  }
  return rest
}

const size = (values: number[]) => median(values.map(Math.abs))

/**
 * Classical decomposition with medians per phase, for the period that explains most, at least 30% of the (robust) variance and more
 * than chance would with few cycles. Source: Cleveland et al. 1990 (the seasonal step, with medians for outliers). `periods` in
 * observations; four cycles are needed. Errors: a RangeError for an infinite value or a period that is none. Cost: O(n · period) per period.
 */
export const removeSeason = (values: ArrayLike<number>, periods: readonly number[] = [7, 12]): Deseasoned => {
  const n = values.length
  for (let i = 0; i < n; i++)
    if (Math.abs(values[i] as number) > 1e300) throw new RangeError(`Value ${i + 1} is infinite; leave it empty if it is not known.`)
  const badPeriod = periods.find((period) => !(Number.isInteger(period) && period >= 2))
  if (badPeriod !== undefined) throw new RangeError(`A season of ${badPeriod} observations is none; give whole numbers from 2.`)
  let best: Deseasoned = { values: Float64Array.from(values), period: 0, effects: new Float64Array(0) }
  let explained = 0
  for (const period of periods) {
    if (n < 4 * period) continue
    const rest = detrend(values, period)
    const phases = Array.from({ length: period }, (): number[] => [])
    rest.forEach((value, i) => {
      if (!Number.isNaN(value)) phases[i % period]?.push(value)
    })
    if (phases.some((phase) => phase.length < 2)) continue
    const raw = phases.map(median)
    const mean = raw.reduce((a, b) => a + b, 0) / period
    const effects = Float64Array.from(raw, (effect) => effect - mean)
    const before = size(phases.flat())
    const after = size(phases.flatMap((phase, p) => phase.map((value) => value - (raw[p] as number))))
    const share = before > 0 ? 1 - (after / before) ** 2 : 0
    if (share <= Math.max(0.3, (5 * (period - 1)) / n) || share <= explained) continue
    explained = share
    best = { values: Float64Array.from(values, (value, i) => value - (effects[i % period] as number)), period, effects }
  }
  return best
}
