/** Posterior draws of a structural time series with controls: what the series would have been where it is not observed. */
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { createStateSampler, type StateSpace } from './kalman-simulate.ts'
import { createSpikeSlab, drawVariance } from './spike-slab.ts'

/** Standard deviations are in units of the series' own (it is standardised). */
export interface BstsPrior {
  /** Guess of the level's step from one time to the next, and how many observations the guess weighs. */
  levelSd: number
  levelWeight: number
  slopeSd: number
  seasonSd: number
  /** Weight of the guesses for slope and season. */
  otherWeight: number
  /** Controls expected to matter, the constant counted. */
  modelSize: number
  /** Share of the variance that they are expected to explain, and the weight of that guess. */
  r2: number
  r2Weight: number
  information: number
}

export interface BstsShape {
  /** `level`: a random walk; `trend`: with a slope that walks too. */
  kind: 'level' | 'trend'
  /** Times in a season (7 for days of a week); 0 for none. */
  season: number
}

/** The state: level, then slope if there is one, then season − 1 effects, today's first. */
export const layOut = ({ kind, season }: BstsShape, first: number, slope: number): StateSpace => {
  const trend = kind === 'trend' ? 2 : 1
  const m = trend + (season > 1 ? season - 1 : 0)
  const [observe, transition] = [new Float64Array(m), new Float64Array(m * m)]
  const [start, startVariance] = [new Float64Array(m), new Float64Array(m).fill(1)]
  observe[0] = 1
  transition[0] = 1
  start[0] = first
  if (trend === 2) {
    transition[1] = 1
    transition[m + 1] = 1
    start[1] = slope
  }
  if (season > 1) {
    observe[trend] = 1
    for (let j = trend; j < m; j++) transition[trend * m + j] = -1
    for (let i = trend + 1; i < m; i++) transition[i * m + i - 1] = 1
  }
  return { size: m, observe, transition, start, startVariance }
}

export interface BstsDraws {
  /** Expected value (state and controls) and a draw of the observation, one row of `times` per draw. */
  expected: Float64Array
  observed: Float64Array
  /** Per draw: noise sd, level step sd. */
  noiseSd: Float64Array
  levelSd: Float64Array
  /** Per control: share of draws with it in, and mean coefficient when in. */
  inclusion: Float64Array
  coefficient: Float64Array
  /** Mean seasonal effect at every time of the series; zeros without a season. */
  season: Float64Array
}

/**
 * Gibbs sampling over a series that is standardised, NaN where missing, followed by `times − series.length` unobserved times; `controls` are standardised
 * columns of `times` values. Source: Brodersen et al. 2015 (Annals of Applied Statistics 9(1)), section 2; Scott & Varian 2014. Cost: O(draws · times · m³).
 */
export const drawBsts = (
  series: Float64Array,
  controls: Float64Array[],
  times: number,
  shape: BstsShape,
  prior: BstsPrior,
  generator: Generator,
  { draws, burn }: { draws: number; burn: number },
): BstsDraws => {
  const n = series.length
  const p = controls.length
  const seen = Uint8Array.from(series, (value) => (Number.isNaN(value) ? 0 : 1))
  const [from, to] = [seen.indexOf(1), seen.lastIndexOf(1)]
  const first = series[from] as number
  const model = layOut(shape, first, ((series[to] as number) - first) / Math.max(1, to - from))
  const m = model.size
  const trend = shape.kind === 'trend' ? 2 : 1
  const sampler = createStateSampler(model, n)
  const slab = createSpikeSlab(controls, seen, {
    inclusion: Math.min(1, prior.modelSize / (p + 1)),
    information: prior.information,
    noiseGuess: 1 - prior.r2,
    noiseWeight: prior.r2Weight,
    noiseCeiling: 1.44,
  })
  const guesses = new Float64Array(m)
  const weights = new Float64Array(m).fill(prior.otherWeight)
  guesses[0] = prior.levelSd ** 2
  weights[0] = prior.levelWeight
  if (trend === 2) guesses[1] = prior.slopeSd ** 2
  if (m > trend) guesses[trend] = prior.seasonSd ** 2
  const variances = { noise: 1 - prior.r2, state: guesses.slice() }

  const result: BstsDraws = {
    expected: new Float64Array(draws * times),
    observed: new Float64Array(draws * times),
    noiseSd: new Float64Array(draws),
    levelSd: new Float64Array(draws),
    inclusion: new Float64Array(p),
    coefficient: new Float64Array(p),
    season: new Float64Array(n),
  }
  const [fit, target, rest] = [new Float64Array(times), new Float64Array(n), new Float64Array(n)]
  const [now, next] = [new Float64Array(m), new Float64Array(m)]
  const moved = (states: Float64Array, t: number, i: number) => {
    let sum = states[t * m + i] as number
    for (let j = 0; j < m; j++) sum -= (model.transition[i * m + j] as number) * (states[(t - 1) * m + j] as number)
    return sum
  }

  for (let round = -burn; round < draws; round++) {
    for (let t = 0; t < n; t++) target[t] = (series[t] as number) - (fit[t] as number)
    const states = sampler.draw(target, variances, generator)
    for (let i = 0; i < m; i++) {
      const guess = guesses[i] as number
      if (guess === 0) continue
      let squares = 0
      for (let t = 1; t < n; t++) squares += moved(states, t, i) ** 2
      const weight = weights[i] as number
      variances.state[i] = drawVariance(generator, weight + n - 1, weight * guess + squares, 1)
    }
    for (let t = 0; t < n; t++) {
      let sum = series[t] as number
      for (let i = 0; i < m; i++) if (model.observe[i]) sum -= states[t * m + i] as number
      rest[t] = sum
    }
    const { beta, inside, noise } = slab.draw(rest, generator)
    variances.noise = noise
    fit.fill(0)
    for (let j = 0; j < p; j++) {
      const b = beta[j] as number
      if (b !== 0) for (let t = 0; t < times; t++) fit[t] = (fit[t] as number) + b * ((controls[j] as Float64Array)[t] as number)
    }
    if (round < 0) continue
    if (m > trend) for (let t = 0; t < n; t++) result.season[t] = (result.season[t] as number) + (states[t * m + trend] as number) / draws
    result.noiseSd[round] = Math.sqrt(noise)
    result.levelSd[round] = Math.sqrt(variances.state[0] as number)
    for (let j = 0; j < p; j++) {
      result.inclusion[j] = (result.inclusion[j] as number) + (inside[j] as number)
      result.coefficient[j] = (result.coefficient[j] as number) + (beta[j] as number)
    }
    for (let t = 0; t < times; t++) {
      if (t < n) for (let i = 0; i < m; i++) now[i] = states[t * m + i] as number
      else {
        for (let i = 0; i < m; i++) {
          let sum = (variances.state[i] as number) > 0 ? Math.sqrt(variances.state[i] as number) * drawNormal(generator) : 0
          for (let j = 0; j < m; j++) sum += (model.transition[i * m + j] as number) * (now[j] as number)
          next[i] = sum
        }
        now.set(next)
      }
      let value = fit[t] as number
      for (let i = 0; i < m; i++) if (model.observe[i]) value += now[i] as number
      result.expected[round * times + t] = value
      result.observed[round * times + t] = value + Math.sqrt(noise) * drawNormal(generator)
    }
  }
  for (let j = 0; j < p; j++) {
    result.coefficient[j] = (result.coefficient[j] as number) / Math.max(1, result.inclusion[j] as number)
    result.inclusion[j] = (result.inclusion[j] as number) / draws
  }
  return result
}
