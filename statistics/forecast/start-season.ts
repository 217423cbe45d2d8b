/** Where smoothing begins: a first level, slope and season from the first cycles of a series; and whether there is a season at all. */
import type { EtsStart, Season } from './ets-recursion.ts'

/** A moving average over one whole cycle around each place; NaN at the ends and where values are missing. */
const centredAverage = (values: ArrayLike<number>, period: number, to: number): Float64Array => {
  const average = new Float64Array(to).fill(Number.NaN)
  const half = Math.floor(period / 2)
  for (let t = half; t + half < to; t++) {
    let sum = 0
    if (period % 2 === 1) for (let i = t - half; i <= t + half; i++) sum += values[i] as number
    else {
      sum = ((values[t - half] as number) + (values[t + half] as number)) / 2
      for (let i = t - half + 1; i < t + half; i++) sum += values[i] as number
    }
    average[t] = sum / period
  }
  return average
}

/**
 * Classical decomposition of the first `cycles` cycles (all of them by default): one number a place in the season, that sum to zero (additive) or average
 * one (multiplicative). Null where a place was never seen. Source: Hyndman & Athanasopoulos 2021, Forecasting, section 3.4. Cost: O(n × period).
 */
export const findSeason = (
  values: ArrayLike<number>,
  period: number,
  season: Exclude<Season, 'none'>,
  cycles = Number.POSITIVE_INFINITY,
): Float64Array | null => {
  const to = Math.min(values.length, Math.floor(Math.min(cycles, 1e9) * period) + 2 * Math.floor(period / 2))
  const average = centredAverage(values, period, to)
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  for (let t = 0; t < to; t++) {
    const around = average[t] as number
    const own = season === 'multiplicative' ? (values[t] as number) / around : (values[t] as number) - around
    if (!Number.isFinite(own)) continue
    const place = t % period
    sums[place] = (sums[place] as number) + own
    counts[place] = (counts[place] as number) + 1
  }
  if (counts.some((count) => count === 0)) return null
  const means = sums.map((sum, place) => sum / (counts[place] as number))
  const mean = means.reduce((a, b) => a + b, 0) / period
  if (season === 'multiplicative') return mean > 0 && means.every((value) => value > 0) ? means.map((value) => value / mean) : null
  return means.map((value) => value - mean)
}

/** Level and slope of a straight line through the first values, season taken out. Cost: O(n of these). */
export const startFrom = (values: ArrayLike<number>, season: Season, seasonal: Float64Array, use: number): EtsStart => {
  const period = seasonal.length
  let [n, sumT, sumY, sumTT, sumTY] = [0, 0, 0, 0, 0]
  for (let t = 0; t < Math.min(use, values.length); t++) {
    const value = values[t] as number
    if (Number.isNaN(value)) continue
    const s = seasonal[t % period] as number
    const own = season === 'multiplicative' ? value / s : season === 'additive' ? value - s : value
    n++
    sumT += t
    sumY += own
    sumTT += t * t
    sumTY += t * own
  }
  const spread = n * sumTT - sumT * sumT
  const slope = spread > 0 ? (n * sumTY - sumT * sumY) / spread : 0
  const level = n > 0 ? (sumY - slope * sumT) / n - slope : 0
  return { level, slope, seasonal }
}

/**
 * Whether observations one cycle apart go together beyond what nearer ones explain: the test that the M competitions use for deseasonalising, at 90%.
 * Source: Fiorucci et al. 2016, doi:10.1016/j.ijforecast.2016.02.005, section 3. Cost: O(n × period).
 */
export const isSeasonal = (values: ArrayLike<number>, period: number): boolean => {
  const known = Array.from(values).filter((value) => !Number.isNaN(value))
  const n = known.length
  if (period < 2 || n < 3 * period) return false
  const mean = known.reduce((a, b) => a + b, 0) / n
  const correlation = (lag: number): number => {
    let sum = 0
    for (let t = lag; t < n; t++) sum += ((known[t] as number) - mean) * ((known[t - lag] as number) - mean)
    return sum
  }
  const whole = correlation(0)
  if (!(whole > 0)) return false
  let squares = 0
  for (let lag = 1; lag < period; lag++) squares += (correlation(lag) / whole) ** 2
  return Math.abs(correlation(period) / whole) > 1.645 * Math.sqrt((1 + 2 * squares) / n)
}
