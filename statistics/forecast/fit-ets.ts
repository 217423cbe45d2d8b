/** Fits one model of exponential smoothing to a series by maximum likelihood. */
import { minimise } from '../optimise/minimise.ts'
import { type ErrorKind, type EtsShape, type EtsStart, type EtsWeights, runEts } from './ets-recursion.ts'
import { findSeason, startFrom } from './start-season.ts'

export interface EtsFit {
  /** Error, trend, season as usual: "AAdN", "MNM". */
  name: string
  error: ErrorKind
  shape: EtsShape
  weights: EtsWeights
  start: EtsStart
  /** Corrected for small samples; smaller is better. Comparable within one series. */
  aicc: number
  /** Variance of one-step errors (relative ones for multiplicative errors). */
  variance: number
}

const letter = { none: 'N', additive: 'A', damped: 'Ad', multiplicative: 'M' } as const

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
const logit = (p: number) => Math.log(p / (1 - p))

/** The free numbers of a shape, in order, from the unbounded ones that the search moves. */
const readWeights = (at: Float64Array, { trend, season }: EtsShape): { weights: EtsWeights; used: number } => {
  let used = 0
  const next = () => logistic(at[used++] as number)
  const alpha = 1e-4 + 0.9998 * next()
  const beta = trend === 'none' ? 0 : alpha * next()
  const gamma = season === 'none' ? 0 : (1 - alpha) * next()
  const phi = trend === 'damped' ? 0.8 + 0.18 * next() : 1
  return { weights: { alpha, beta, gamma, phi }, used }
}

/**
 * Null where the series is too short for the shape or (multiplicative) not above zero. First level and slope are fitted too; the first season comes from
 * the first cycles. Source: Hyndman, Koehler, Snyder & Grose 2002, doi:10.1016/S0169-2070(01)00110-8. Cost: about 200 runs through the series for each of
 * two to six free numbers; 1 ms at 150 observations.
 */
export const fitEts = (values: Float64Array, error: ErrorKind, shape: EtsShape): EtsFit | null => {
  const { trend, season, period } = shape
  const n = values.length
  const states = 1 + (trend === 'none' ? 0 : 1) + (season === 'none' ? 0 : period - 1)
  const free = 1 + (trend === 'none' ? 0 : 1) + (season === 'none' ? 0 : 1) + (trend === 'damped' ? 1 : 0)
  const parameters = states + free + 1
  if (n < Math.min(parameters, 12 + free) + 3 || (season !== 'none' && n < 2 * period + 2)) return null
  const seasonal = season === 'none' ? Float64Array.of(0) : findSeason(values, period, season, n >= 4 * period ? 3 : 2)
  if (seasonal === null) return null
  const first = startFrom(values, season, seasonal, Math.min(n, Math.max(10, 2 * period)))
  const start: EtsStart =
    trend === 'none' ? { ...first, level: first.level + first.slope * Math.min(n, Math.max(10, 2 * period)) * 0.5, slope: 0 } : first
  const scale = Math.sqrt(runEts(values, shape, { alpha: 0.3, beta: 0.03, gamma: 0.05, phi: 0.95 }, start).squares / n) || 1
  const begin = [
    logit(0.3),
    ...(trend === 'none' ? [] : [logit(0.1)]),
    ...(season === 'none' ? [] : [logit(0.1)]),
    ...(trend === 'damped' ? [logit(0.8)] : []),
    0,
  ]
  if (trend !== 'none') begin.push(0)
  const startAt = (at: Float64Array, used: number): EtsStart => ({
    level: start.level + scale * (at[used] as number),
    slope: trend === 'none' ? 0 : start.slope + 0.1 * scale * (at[used + 1] as number),
    seasonal,
  })
  const likelihood = (at: Float64Array): number => {
    const { weights, used } = readWeights(at, shape)
    const run = runEts(values, shape, weights, startAt(at, used))
    return error === 'additive' ? run.n * Math.log(run.squares / run.n) : run.n * Math.log(run.relativeSquares / run.n) + 2 * run.logs
  }
  const { at, value } = minimise(likelihood, begin, { step: 1, mostCalls: 60 * begin.length + 40, tolerance: 1e-7 })
  if (!Number.isFinite(value)) return null
  const { weights, used } = readWeights(at, shape)
  const run = runEts(values, shape, weights, startAt(at, used))
  const room = Math.max(run.n - parameters - 1, 1)
  return {
    name: `${letter[error]}${letter[trend]}${letter[season]}`,
    error,
    shape,
    weights,
    start: startAt(at, used),
    aicc: value + 2 * parameters + (2 * parameters * (parameters + 1)) / room,
    variance: (error === 'additive' ? run.squares : run.relativeSquares) / Math.max(1, run.n - free),
  }
}
