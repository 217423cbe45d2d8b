/** The recursion of exponential smoothing: level, trend and season that learn from each error, for all thirty models alike. */

export type Trend = 'none' | 'additive' | 'damped'
export type Season = 'none' | 'additive' | 'multiplicative'
export type ErrorKind = 'additive' | 'multiplicative'

export interface EtsShape {
  trend: Trend
  season: Season
  /** Observations a season; 1 where there is none. */
  period: number
}

export interface EtsWeights {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

export interface EtsStart {
  level: number
  slope: number
  /** One a place in the season: for the first observation, the second … */
  seasonal: Float64Array
}

export interface EtsRun {
  /** Σ e² of the one-step errors. */
  squares: number
  /** Σ (e / fitted)²; infinite where a fitted value is not above zero. */
  relativeSquares: number
  /** Σ ln |fitted|. */
  logs: number
  /** Observations that were not missing. */
  n: number
}

/** Called after each observation with the state that it leaves; the season's first entry is the next one’s. */
export type Visit = (t: number, level: number, slope: number, seasonal: Float64Array, place: number) => void

/**
 * Runs through `values` (NaN is missing: the state moves on without an error). Errors of both kinds move the state alike, so one run serves both
 * likelihoods. Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, tables 2.2 and 2.3. Cost: O(n).
 */
export const runEts = (
  values: Float64Array,
  { trend, season, period }: EtsShape,
  { alpha, beta, gamma, phi }: EtsWeights,
  start: EtsStart,
  visit?: Visit,
): EtsRun => {
  const damping = trend === 'damped' ? phi : 1
  const hasTrend = trend !== 'none'
  const seasonal = Float64Array.from(start.seasonal)
  let { level, slope } = start
  let [squares, relativeSquares, logs, n] = [0, 0, 0, 0]
  for (let t = 0, place = 0; t < values.length; t++) {
    const grown = hasTrend ? level + damping * slope : level
    const s = season === 'none' ? 0 : (seasonal[place] as number)
    const fitted = season === 'multiplicative' ? grown * s : grown + s
    const value = values[t] as number
    if (Number.isNaN(value)) {
      level = grown
      slope *= damping
    } else {
      const error = value - fitted
      const own = season === 'multiplicative' ? error / s : error
      level = grown + alpha * own
      if (hasTrend) slope = damping * slope + beta * own
      if (season !== 'none') seasonal[place] = s + gamma * (season === 'multiplicative' ? error / grown : error)
      squares += error * error
      if (fitted > 0) {
        const relative = error / fitted
        relativeSquares += relative * relative
        logs += Math.log(fitted)
      } else relativeSquares = Number.POSITIVE_INFINITY
      n++
    }
    place = place + 1 === period ? 0 : place + 1
    visit?.(t, level, slope, seasonal, place)
  }
  return { squares, relativeSquares, logs, n }
}

/** What a state foresees for the next `out.length` observations. Cost: O(horizon). */
export const foresee = (
  { trend, season, period }: EtsShape,
  phi: number,
  state: { level: number; slope: number; seasonal: Float64Array; place: number },
  out: Float64Array,
): void => {
  let [growth, power] = [0, 1]
  for (let h = 0; h < out.length; h++) {
    if (trend === 'additive') growth += state.slope
    else if (trend === 'damped') {
      power *= phi
      growth += power * state.slope
    }
    const grown = state.level + growth
    const s = season === 'none' ? 0 : (state.seasonal[(state.place + h) % period] as number)
    out[h] = season === 'multiplicative' ? grown * s : grown + s
  }
}
