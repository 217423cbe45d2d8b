/** Draws the hidden states of a linear Gaussian model of one series, given what was observed: the Durbin–Koopman simulation smoother. */
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'

/** y(t) = Z·α(t) + ε(t), α(t+1) = T·α(t) + η(t); ε and the entries of η independent and normal, α(0) normal with a diagonal variance. */
export interface StateSpace {
  /** Entries of the state, m. */
  size: number
  /** Z, m weights. */
  observe: Float64Array
  /** T, m × m by rows. */
  transition: Float64Array
  /** Mean and variance of the state at the first time. */
  start: Float64Array
  startVariance: Float64Array
}

export interface Variances {
  /** Of ε. */
  noise: number
  /** Of each entry of η; 0 where an entry moves by T alone. */
  state: Float64Array
}

const step = (transition: Float64Array, m: number, from: Float64Array, at: number, to: Float64Array, toAt: number) => {
  for (let i = 0; i < m; i++) {
    let sum = 0
    for (let j = 0; j < m; j++) sum += (transition[i * m + j] as number) * (from[at + j] as number)
    to[toAt + i] = sum
  }
}

/**
 * A sampler over series of up to `length` values that keeps its memory between draws. `draw` answers n × m states by rows, valid until the next draw;
 * NaN in `series` is missing.
 * Source: Durbin & Koopman 2002, "A simple and efficient simulation smoother" (Biometrika 89(3)), with the filter and the fast state smoother of
 * Durbin & Koopman 2012, 4.3 and 4.6.2. Cost: O(n·m³), about 0.1 µs per value at m = 1 beside m + 1 normal draws.
 */
export const createStateSampler = (model: StateSpace, length: number) => {
  const { size: m, observe, transition, start, startVariance } = model
  const [drawn, smooth] = [new Float64Array(length * m), new Float64Array(length * m)]
  const [innovation, spread, gain] = [new Float64Array(length), new Float64Array(length), new Float64Array(length * m)]
  const [mean, next, cover] = [new Float64Array(m), new Float64Array(m), new Float64Array(m * m)]
  const [half, towards, back] = [new Float64Array(m * m), new Float64Array(m), new Float64Array((length + 1) * m)]

  const simulate = (n: number, deviation: Float64Array, generator: Generator) => {
    for (let i = 0; i < m; i++) drawn[i] = Math.sqrt(startVariance[i] as number) * drawNormal(generator)
    for (let t = 1; t < n; t++) {
      step(transition, m, drawn, (t - 1) * m, drawn, t * m)
      for (let i = 0; i < m; i++)
        if ((deviation[i] as number) > 0) drawn[t * m + i] = (drawn[t * m + i] as number) + (deviation[i] as number) * drawNormal(generator)
    }
  }

  /** P ← T·P·Tᵀ + Q for the covariance after the observation was taken in. */
  const spreadOut = (state: Float64Array) => {
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++) {
        let sum = 0
        for (let k = 0; k < m; k++) sum += (transition[i * m + k] as number) * (cover[k * m + j] as number)
        half[i * m + j] = sum
      }
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++) {
        let sum = i === j ? (state[i] as number) : 0
        for (let k = 0; k < m; k++) sum += (half[i * m + k] as number) * (transition[j * m + k] as number)
        cover[i * m + j] = sum
      }
  }

  /** Filters series − simulated series; keeps innovations, their variances (0 = missing) and gains P·Z. */
  const filter = (series: ArrayLike<number>, n: number, variances: Variances, generator: Generator) => {
    const noise = Math.sqrt(variances.noise)
    mean.set(start)
    cover.fill(0)
    for (let i = 0; i < m; i++) cover[i * m + i] = startVariance[i] as number
    for (let t = 0; t < n; t++) {
      // Drawn for missing values too, so that a gap does not shift the random stream.
      let value = (series[t] as number) - noise * drawNormal(generator)
      const missing = Number.isNaN(value)
      spread[t] = 0
      if (!missing) {
        let variance = variances.noise
        for (let i = 0; i < m; i++) {
          value -= (observe[i] as number) * ((drawn[t * m + i] as number) + (mean[i] as number))
          let sum = 0
          for (let j = 0; j < m; j++) sum += (cover[i * m + j] as number) * (observe[j] as number)
          gain[t * m + i] = sum
          variance += (observe[i] as number) * sum
        }
        innovation[t] = value
        spread[t] = variance
        for (let i = 0; i < m; i++) {
          mean[i] = (mean[i] as number) + ((gain[t * m + i] as number) * value) / variance
          for (let j = 0; j < m; j++)
            cover[i * m + j] = (cover[i * m + j] as number) - ((gain[t * m + i] as number) * (gain[t * m + j] as number)) / variance
        }
      }
      step(transition, m, mean, 0, next, 0)
      mean.set(next)
      spreadOut(variances.state)
    }
  }

  /** back(t) = Z·v(t)/F(t) + (I − Z·Kᵀ)·Tᵀ·back(t+1), K = P·Z/F. */
  const lookBack = (n: number) => {
    back.fill(0, n * m, (n + 1) * m)
    for (let t = n - 1; t >= 0; t--) {
      for (let i = 0; i < m; i++) {
        let sum = 0
        for (let k = 0; k < m; k++) sum += (transition[k * m + i] as number) * (back[(t + 1) * m + k] as number)
        towards[i] = sum
      }
      const variance = spread[t] as number
      let pull = 0
      if (variance > 0) {
        pull = innovation[t] as number
        for (let i = 0; i < m; i++) pull -= (gain[t * m + i] as number) * (towards[i] as number)
        pull /= variance
      }
      for (let i = 0; i < m; i++) back[t * m + i] = (towards[i] as number) + pull * (observe[i] as number)
    }
  }

  const draw = (series: ArrayLike<number>, variances: Variances, generator: Generator): Float64Array => {
    const n = series.length
    simulate(n, variances.state.map(Math.sqrt), generator)
    filter(series, n, variances, generator)
    lookBack(n)
    for (let i = 0; i < m; i++) smooth[i] = (start[i] as number) + (startVariance[i] as number) * (back[i] as number)
    for (let t = 1; t < n; t++) {
      step(transition, m, smooth, (t - 1) * m, smooth, t * m)
      for (let i = 0; i < m; i++)
        smooth[t * m + i] = (smooth[t * m + i] as number) + (variances.state[i] as number) * (back[t * m + i] as number)
    }
    for (let i = 0; i < n * m; i++) smooth[i] = (smooth[i] as number) + (drawn[i] as number)
    return smooth
  }
  return { draw }
}
