/** Points that stand alone: far from the median of their neighbours, which follow them no further. */
import { median } from '../describe/median.ts'

export interface Outlier {
  index: number
  value: number
  /** The median of the window around it. */
  expected: number
  /** How many robust standard deviations it is off. */
  score: number
}

/**
 * Hampel's identifier on a running window of 2·reach + 1 observations; missing values (NaN) are passed over. A level that stays is no
 * outlier. Source: Hampel 1974, doi:10.1080/01621459.1974.10482962; Davies & Gather 1993. Errors: a RangeError for a threshold that is
 * not positive, a reach that is no whole number, or an infinite value. Cost: O(n · reach · log reach).
 */
export const findOutliers = (values: ArrayLike<number>, { threshold = 5, reach = 2 } = {}): Outlier[] => {
  if (!(threshold > 0)) throw new RangeError(`The threshold is ${threshold} deviations; give more than 0.`)
  if (!(Number.isInteger(reach) && reach >= 0)) throw new RangeError(`The reach is ${reach} observations; give a whole number, 0 or more.`)
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i] as number) > 1e100)
      throw new RangeError(`Value ${i + 1} is infinite or too large; leave it empty if it is not known.`)
  const places: number[] = []
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i] as number)) places.push(i)
  const seen = places.map((place) => values[place] as number)
  const centres = seen.map((_, i) => median(seen.slice(Math.max(0, i - reach), i + reach + 1)))
  const off = seen.map((value, i) => Math.abs(value - (centres[i] as number)))
  const moving = off.filter((distance) => distance > 0)
  if (moving.length === 0) return []
  // Where most values equal their neighbours the median distance is zero: judge by those that do not.
  const scale = Math.max(1e-150, 1.482602218505602 * (median(off) || median(moving)))
  return places.flatMap((index, i) => {
    const score = (off[i] as number) / scale
    return score > threshold ? [{ index, value: values[index] as number, expected: centres[i] as number, score }] : []
  })
}
