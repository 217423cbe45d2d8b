/** The parts of a combined forecast: each foresees from the end of a series, and from earlier places as if what follows were not known yet. */
import { solvePositive } from '../linear/cholesky.ts'
import { type EtsFit, fitEts } from './fit-ets.ts'
import { type EtsShape, foresee, runEts } from './ets-recursion.ts'
import { findSeason } from './start-season.ts'

export interface Component {
  name: string
  /** One row an origin: what is foreseen for the next `horizon` values when only the first `origin` values are known. */
  foresee: (origins: readonly number[], horizon: number) => Float64Array[]
}

/** Origins in rising order; the state after each is kept only where it is asked for. */
const rollEts = (values: Float64Array, fit: EtsFit, origins: readonly number[], horizon: number): Float64Array[] => {
  const rows = origins.map(() => new Float64Array(horizon))
  const at = new Map(origins.map((origin, index) => [origin - 1, index]))
  runEts(values, fit.shape, fit.weights, fit.start, (t, level, slope, seasonal, place) => {
    const index = at.get(t)
    if (index !== undefined) foresee(fit.shape, fit.weights.phi, { level, slope, seasonal, place }, rows[index] as Float64Array)
  })
  return rows
}

export const etsComponent = (values: Float64Array, fit: EtsFit, name = 'ets'): Component => ({
  name,
  foresee: (origins, horizon) => rollEts(values, fit, origins, horizon),
})

const flat: EtsShape = { trend: 'none', season: 'none', period: 1 }

/**
 * The theta method: simple exponential smoothing with half the slope of a straight line. Null where smoothing cannot be fitted. Source: Assimakopoulos &
 * Nikolopoulos 2000, doi:10.1016/S0169-2070(00)00066-2, in the form of Hyndman & Billah 2003, doi:10.1016/S0169-2070(01)00143-1.
 */
export const thetaComponent = (values: Float64Array): Component | null => {
  const fit = fitEts(values, 'additive', flat)
  if (fit === null) return null
  const { alpha } = fit.weights
  return {
    name: 'theta',
    foresee: (origins, horizon) => {
      const rows = rollEts(values, fit, origins, horizon)
      // The slope of the line through what is known at each origin, from running sums.
      let [n, sumT, sumY, sumTT, sumTY, t] = [0, 0, 0, 0, 0, 0]
      origins.forEach((origin, index) => {
        for (; t < origin; t++) {
          const value = values[t] as number
          if (Number.isNaN(value)) continue
          n++
          sumT += t
          sumY += value
          sumTT += t * t
          sumTY += t * value
        }
        const spread = n * sumTT - sumT * sumT
        const slope = spread > 0 ? (n * sumTY - sumT * sumY) / spread : 0
        const row = rows[index] as Float64Array
        const reached = 1 / alpha - (1 - alpha) ** origin / alpha
        for (let h = 0; h < horizon; h++) row[h] = (row[h] as number) + (slope / 2) * (h + reached)
      })
      return rows
    },
  }
}

/** Least squares of each change on the `order` changes before it; null where these cannot be told apart. */
const fitChanges = (changes: Float64Array, order: number, from: number): { coefficients: Float64Array; aicc: number } | null => {
  const width = order + 1
  const moments = new Float64Array(width * width)
  const target = new Float64Array(width)
  const row = new Float64Array(width)
  row[0] = 1
  let n = 0
  for (let t = from; t < changes.length; t++) {
    const value = changes[t] as number
    let known = !Number.isNaN(value)
    for (let lag = 1; lag <= order; lag++) {
      row[lag] = changes[t - lag] as number
      known &&= !Number.isNaN(row[lag] as number)
    }
    if (!known) continue
    n++
    for (let i = 0; i < width; i++) {
      target[i] = (target[i] as number) + (row[i] as number) * value
      for (let j = 0; j < width; j++) moments[i * width + j] = (moments[i * width + j] as number) + (row[i] as number) * (row[j] as number)
    }
  }
  if (n < 3 * order + 8) return null
  for (let i = 0; i < width; i++) moments[i * width + i] = (moments[i * width + i] as number) * (1 + 1e-9) + 1e-300
  const coefficients = solvePositive(moments, target)
  if (coefficients === null) return null
  let squares = 0
  for (let t = from; t < changes.length; t++) {
    let error = (changes[t] as number) - (coefficients[0] as number)
    for (let lag = 1; lag <= order; lag++) error -= (coefficients[lag] as number) * (changes[t - lag] as number)
    if (!Number.isNaN(error)) squares += error * error
  }
  const k = order + 2
  return { coefficients, aicc: n * Math.log(squares / n + 1e-300) + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1) }
}

const highestOrder = 6

/**
 * An autoregression of the changes of a series (of its logarithm where it stays above zero), of the order from 0 to 6 with the best corrected AIC.
 * Null where too little is known. Source: Brockwell & Davis 2016, Introduction to Time Series and Forecasting, section 6. Cost: O(n × order²).
 */
export const changesComponent = (values: Float64Array): Component | null => {
  const isPositive = values.every((value) => !(value <= 0))
  const series = isPositive ? values.map(Math.log) : values
  const changes = new Float64Array(Math.max(0, series.length - 1))
  for (let t = 0; t < changes.length; t++) changes[t] = (series[t + 1] as number) - (series[t] as number)
  let best: { coefficients: Float64Array; aicc: number } | null = null
  for (let order = 0; order <= highestOrder; order++) {
    const fit = fitChanges(changes, order, highestOrder)
    if (fit !== null && (best === null || fit.aicc < best.aicc)) best = fit
  }
  if (best === null) return null
  const { coefficients } = best
  const order = coefficients.length - 1
  return {
    name: 'autoregression',
    foresee: (origins, horizon) =>
      origins.map((origin) => {
        let last = origin - 1
        while (last > 0 && Number.isNaN(series[last] as number)) last--
        const recent = Array.from({ length: order }, (_, lag) => changes[last - 1 - lag] ?? 0).map((change) =>
          Number.isNaN(change) ? 0 : change,
        )
        let level = series[last] as number
        const row = new Float64Array(horizon)
        for (let h = 0; h < horizon; h++) {
          let change = coefficients[0] as number
          for (let lag = 0; lag < order; lag++) change += (coefficients[lag + 1] as number) * (recent[lag] as number)
          recent.unshift(change)
          level += change
          row[h] = isPositive ? Math.exp(level) : level
        }
        return row
      }),
  }
}

/**
 * For long cycles (52 weeks): each place's usual distance from the level, found from the cycles before each origin, and smoothing of what remains. Works on
 * logarithms where the series stays above zero. Null below two cycles and a half.
 */
export const longSeasonComponent = (values: Float64Array, period: number): Component | null => {
  if (values.length < 2.5 * period) return null
  const isPositive = values.every((value) => !(value <= 0))
  const series = isPositive ? values.map(Math.log) : values
  const whole = findSeason(series, period, 'additive')
  if (whole === null) return null
  const shapes: EtsShape[] = [flat, { ...flat, trend: 'additive' }, { ...flat, trend: 'damped' }]
  const rest = series.map((value, t) => value - (whole[t % period] as number))
  let fit: EtsFit | null = null
  for (const shape of shapes) {
    const next = fitEts(rest.slice(-longest), 'additive', shape)
    if (next !== null && (fit === null || next.aicc < fit.aicc)) fit = next
  }
  if (fit === null) return null
  const chosen = fit
  const fromOrigin = (origin: number, season: Float64Array, horizon: number): Float64Array => {
    const known = series
      .slice(Math.max(0, origin - longest), origin)
      .map((value, i) => value - (season[(Math.max(0, origin - longest) + i) % period] as number))
    const [row] = rollEts(
      known,
      { ...chosen, start: { ...chosen.start, level: known.find((value) => !Number.isNaN(value)) ?? 0, slope: 0 } },
      [known.length],
      horizon,
    )
    return (row as Float64Array).map((value, h) => {
      const own = value + (season[(origin + h) % period] as number)
      return isPositive ? Math.exp(own) : own
    })
  }
  return {
    name: 'long season',
    foresee: (origins, horizon) => {
      // A place's usual distance may not be learned from what it is to foresee: one pattern a cycle, from the cycles before it.
      const patterns = new Map<number, Float64Array>()
      return origins.map((origin) => {
        if (origin === values.length) return fromOrigin(origin, whole, horizon)
        const known = values.length - Math.ceil((values.length - origin) / period) * period
        const season =
          patterns.get(known) ?? (known >= 2 * period ? findSeason(series.subarray(0, known), period, 'additive') : null) ?? whole
        patterns.set(known, season)
        return fromOrigin(origin, season, horizon)
      })
    },
  }
}

/** Parameters are fitted to at most so many of the newest values: older ones say little about how a series moves now. */
export const longest = 600
