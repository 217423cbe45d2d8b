/** Puts a dated series on even steps, so that a day that is not in the file is a gap and not a neighbour. */
import type { Series } from './read-series.ts'

export interface Spread {
  values: Float64Array
  /** The index in the file of a place among `values`: that of the next value there is. */
  rowOf: (place: number) => number
}

const dayMs = 86_400_000

/** The step between most neighbours; null when there is no such step (months, moments of posts). */
const usualStep = (moments: Float64Array): number | null => {
  const counts = new Map<number, number>()
  for (let i = 1; i < moments.length; i++) {
    const step = (moments[i] as number) - (moments[i - 1] as number)
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  let [best, most] = [0, 0]
  for (const [step, count] of counts) if (count > most) [best, most] = [step, count]
  return most * 2 > moments.length - 1 ? best : null
}

/**
 * A series whose dates mostly lie one step apart gets empty places where dates are missing; any other stays as it is, in its own order. Gaps that
 * would make it more than twice as long are left closed: nothing is known there. Cost: O(n).
 */
export const spreadOverTime = ({ values, moments }: Pick<Series, 'values' | 'moments'>): Spread => {
  const same = { values, rowOf: (place: number) => place }
  if (moments === null || values.length < 3) return same
  const step = usualStep(moments)
  if (step === null || step < dayMs / 1440) return same
  const places = new Uint32Array(values.length)
  for (let i = 1; i < values.length; i++) {
    const steps = ((moments[i] as number) - (moments[i - 1] as number)) / step
    if (!Number.isInteger(steps)) return same
    places[i] = (places[i - 1] as number) + steps
  }
  const length = (places.at(-1) as number) + 1
  if (length === values.length || length > 2 * values.length) return same
  const spread = new Float64Array(length).fill(Number.NaN)
  places.forEach((place, i) => (spread[place] = values[i] as number))
  return {
    values: spread,
    rowOf: (place) => {
      let [low, high] = [0, places.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((places[middle] as number) < place) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

/** Whether dates lie a calendar month apart: no fixed number of days does. */
const isMonthly = (moments: Float64Array): boolean =>
  moments.length > 2 &&
  moments.every(
    (moment, i) => i === 0 || (moment - (moments[i - 1] as number) > 27 * dayMs && moment - (moments[i - 1] as number) < 33 * dayMs),
  )

/** Values a season by the distance of the dates: 24 hours, 7 days, 52 weeks, 12 months; 1 where it is none of these. */
export const usualPeriod = ({ moments }: Pick<Series, 'moments'>): number => {
  if (moments === null || moments.length < 3) return 1
  if (isMonthly(moments)) return 12
  const step = usualStep(moments)
  if (step === dayMs / 24) return 24
  if (step === dayMs) return 7
  return step === 7 * dayMs ? 52 : 1
}

/** The dates after the last one, in its own form; null where the file has none or they follow no step. Cost: O(count). */
export const nextPlaces = ({ moments }: Pick<Series, 'moments'>, count: number): string[] | null => {
  if (moments === null || moments.length < 3) return null
  const last = moments.at(-1) as number
  const monthly = isMonthly(moments)
  const step = monthly ? 0 : usualStep(moments)
  if (step === null) return null
  const dayOfMonth = monthly ? Math.max(...Array.from(moments.slice(-12), (moment) => new Date(moment).getUTCDate())) : 0
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(last + (i + 1) * step)
    if (monthly) {
      // The same day of the month, or the end of a month that is too short for it.
      at.setUTCFullYear(new Date(last).getUTCFullYear(), new Date(last).getUTCMonth() + i + 2, 0)
      at.setUTCDate(Math.min(dayOfMonth, at.getUTCDate()))
    }
    return step % dayMs === 0 ? at.toISOString().slice(0, 10) : at.toISOString().replace('.000', '')
  })
}
