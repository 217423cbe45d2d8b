/** Forecasts a series: several methods combined by how well each foresaw the past, with intervals as wide as its errors were. */
import { studentQuantile } from '../distributions/student-t.ts'
import { chooseComponents, type Components } from './choose-components.ts'

export interface ForecastInterval {
  level: number
  lower: Float64Array
  upper: Float64Array
}

export interface Forecast {
  kind: 'forecast'
  /** Values that were known. */
  n: number
  missing: number
  period: number
  /** The parts, with the share of each in the forecast; they sum to one. */
  parts: { name: string; weight: number }[]
  /** The model of exponential smoothing among the parts, as "AAdN". */
  ets: string
  mean: Float64Array
  intervals: ForecastInterval[]
  /** The spread of errors at each step, in the unit of the series; never falls. */
  spread: Float64Array
  /** How much of one step’s error is still there at the next: 0 nothing, 1 all of it (and more comes on top). */
  persistence: number
  /**
   * Whole ways that the errors took from a place in the past to the horizon, as shares of the usual error at each step, in time order. Fewer than `fewestPaths` are none: the past is too short
   * for this horizon.
   */
  paths: Float64Array[]
  /** From how many places in the past its errors were measured. */
  origins: number
  /** No value and no forecast lies below this: 0 where none ever did. */
  floor: number
}

export type ForecastAnswer =
  | Forecast
  | { kind: 'too-little-data'; have: number; need: number }
  | { kind: 'no-variation'; have: number; value: number }

/**
 * Frozen: chosen on every other monthly series of M3 and weekly series 1–180 of M4 (evaluation/forecasts). The power with which better parts outweigh
 * others is the number of separate horizons that fit into the past, at most `sharpest`; intervals are widened by sqrt(1 + `caution` / that number), and have
 * the tails of Student's t.
 */
export const forecastDefaults = { sharpest: 8, caution: 1.2, tails: 5.5, fewestOrigins: 60, manyOrigins: 104 }

const fewest = 10
/** Fewer whole ways than this show too little of how errors hang together. */
const fewestPaths = 4

export interface ForecastOptions {
  /** Steps ahead, at least one. */
  horizon: number
  /** Observations a season: 7 for days, 12 for months, 52 for weeks; 1 (default) for none. */
  period?: number
  levels?: readonly number[]
}

interface Rolled {
  origins: number[]
  /** One row an origin, the last of which is the forecast itself. */
  combined: Float64Array[]
  parts: { name: string; weight: number }[]
}

/** Nothing that a part foresees may run away: beyond three times the range ever seen it is held there. */
const hold = (rows: Float64Array[], values: Float64Array): void => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) if (!Number.isNaN(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
  const room = 3 * (high - low)
  const last = values.findLast((value) => !Number.isNaN(value)) as number
  for (const row of rows)
    for (let h = 0; h < row.length; h++) {
      const value = row[h] as number
      row[h] = Number.isFinite(value) ? Math.min(high + room, Math.max(low - room, value)) : last
    }
}

const combine = (values: Float64Array, { parts }: Components, horizon: number, period: number): Rolled => {
  const n = values.length
  const wanted = Math.max(3 * horizon, period > 24 ? forecastDefaults.manyOrigins : forecastDefaults.fewestOrigins)
  const count = Math.max(2, Math.min(Math.floor(n / 2), wanted))
  const origins = Array.from({ length: count }, (_, i) => n - count + 1 + i)
  const rolled = parts.map((part) => part.foresee(origins, horizon))
  for (const rows of rolled) hold(rows, values)
  const sharpness = Math.min(forecastDefaults.sharpest, Math.max(1, count / horizon))
  const misses = rolled.map((rows) => {
    let [sum, seen] = [0, 0]
    origins.forEach((origin, index) => {
      const row = rows[index] as Float64Array
      for (let h = 0; h < horizon && origin + h < n; h++) {
        const error = Math.abs((values[origin + h] as number) - (row[h] as number))
        if (Number.isNaN(error)) continue
        sum += error
        seen++
      }
    })
    return seen === 0 ? 1 : sum / seen
  })
  const best = Math.min(...misses)
  const raw = misses.map((miss) => (miss > 0 ? (best / miss) ** sharpness : 1))
  const whole = raw.reduce((a, b) => a + b, 0)
  const weights = raw.map((weight) => weight / whole)
  const combined = origins.map((_, index) => {
    const row = new Float64Array(horizon)
    rolled.forEach((rows, part) => {
      const own = rows[index] as Float64Array
      for (let h = 0; h < horizon; h++) row[h] = (row[h] as number) + (weights[part] as number) * (own[h] as number)
    })
    return row
  })
  return { origins, combined, parts: parts.map(({ name }, part) => ({ name, weight: weights[part] as number })) }
}

/** Errors one row an origin, as shares of the forecast where the spread grows with the level; NaN where the future is not known. */
const errorsOf = (values: Float64Array, { origins, combined }: Rolled, horizon: number, isRelative: boolean): Float64Array[] =>
  origins.map((origin, index) => {
    const row = combined[index] as Float64Array
    return Float64Array.from({ length: horizon }, (_, h) => {
      const error = (values[origin + h] ?? Number.NaN) - (row[h] as number)
      return isRelative ? error / Math.max(row[h] as number, 1e-12) : error
    })
  })

/** From mean absolute errors, which one wild month does not blow up; where the past is too short, growing as a random walk does. */
const spreadOf = (errors: Float64Array[], horizon: number): Float64Array => {
  const spread = new Float64Array(horizon)
  let known = 0
  for (let h = 0; h < horizon; h++) {
    let [sum, seen] = [0, 0]
    for (const row of errors) {
      const error = row[h] as number
      if (Number.isNaN(error)) continue
      sum += Math.abs(error)
      seen++
    }
    const before = h === 0 ? 0 : (spread[h - 1] as number)
    if (seen >= 3 || h === 0) {
      known = h
      // The mean absolute error of a normal variable is 0.798 of its deviation.
      spread[h] = Math.max(before, seen === 0 ? 0 : (Math.sqrt(Math.PI / 2) * sum) / seen)
    } else spread[h] = (spread[known] as number) * Math.sqrt((h + 1) / (known + 1))
  }
  return spread
}

/** The slope of each step's error on the one before it. */
const persistenceOf = (errors: Float64Array[], horizon: number): number => {
  let [both, before] = [0, 0]
  for (const row of errors)
    for (let h = 1; h < horizon; h++) {
      const [a, b] = [row[h - 1] as number, row[h] as number]
      if (Number.isNaN(a * b)) continue
      both += a * b
      before += a * a
    }
  return before > 0 ? Math.min(1, Math.max(0, both / before)) : 1
}

/**
 * The next `horizon` values of a series in time order (NaN is missing and keeps its place), with intervals of the stated levels. Fewer than 10 values,
 * or values that never differ, are answers. Combination: Bates & Granger 1969, doi:10.1057/jors.1969.103; intervals from the errors of rolling origins:
 * Hyndman & Athanasopoulos 2021, sections 5.5 and 5.10. Errors: a RangeError for an infinite value, a horizon or a level that is none. Cost: 11 ms for ten
 * years of months, 25 ms for twenty of weeks.
 */
export const forecastSeries = (
  series: ArrayLike<number>,
  { horizon, period = 1, levels = [0.8, 0.95] }: ForecastOptions,
): ForecastAnswer => {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > 10_000)
    throw new RangeError(`The horizon is ${horizon}; give a whole number of steps from 1 to 10,000.`)
  if (!Number.isInteger(period) || period < 1)
    throw new RangeError(`The period is ${period}; give a whole number of observations a season, 1 for none.`)
  for (const level of levels) if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  const all = Float64Array.from(series)
  const from = all.findIndex((value) => !Number.isNaN(value))
  const values = from < 0 ? new Float64Array(0) : all.slice(from)
  let [known, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  values.forEach((value, t) => {
    if (Math.abs(value) > 1e100) throw new RangeError(`Value ${from + t + 1} is infinite or too large; leave it empty if it is not known.`)
    if (Number.isNaN(value)) return
    known++
    ;[low, high] = [Math.min(low, value), Math.max(high, value)]
  })
  if (known < fewest) return { kind: 'too-little-data', have: known, need: fewest }
  if (!(high > low)) return { kind: 'no-variation', have: known, value: low }
  // In units of its own size, so that neither tiny nor huge values leave the range of arithmetic.
  const unit = Math.max(Math.abs(low), Math.abs(high))
  const scaled = values.map((value) => value / unit)
  const components = chooseComponents(scaled, period)
  if (components === null) return { kind: 'too-little-data', have: known, need: 2 * fewest }
  const rolled = combine(scaled, components, horizon, period)
  const errors = errorsOf(scaled, rolled, horizon, components.isRelative)
  const floor = low >= 0 ? 0 : Number.NEGATIVE_INFINITY
  const mean = (rolled.combined.at(-1) as Float64Array).map((value) => Math.max(floor, value * unit))
  const separate = rolled.origins.length / horizon
  const widened = Math.sqrt(1 + forecastDefaults.caution / separate)
  const usual = spreadOf(errors, horizon)
  const paths = errors
    .filter((row) => row.every((error) => !Number.isNaN(error)))
    .map((row) => row.map((error, h) => ((usual[h] as number) > 0 ? error / (usual[h] as number) : 0)))
  const spread = usual.map((own, h) => own * widened * (components.isRelative ? (mean[h] as number) : unit))
  for (let h = 1; h < horizon; h++) spread[h] = Math.max(spread[h] as number, spread[h - 1] as number)
  const tail = (level: number) => studentQuantile((1 + level) / 2, forecastDefaults.tails)
  const width = (level: number) => (1.959964 * tail(level)) / tail(0.95)
  return {
    kind: 'forecast',
    n: known,
    missing: series.length - known,
    period,
    parts: rolled.parts,
    ets: components.ets.name,
    mean,
    intervals: levels.map((level) => ({
      level,
      lower: mean.map((value, h) => Math.max(floor, value - width(level) * (spread[h] as number))),
      upper: mean.map((value, h) => value + width(level) * (spread[h] as number)),
    })),
    spread,
    persistence: persistenceOf(errors, horizon),
    paths: paths.length >= fewestPaths ? paths : [],
    origins: rolled.origins.length,
    floor,
  }
}
