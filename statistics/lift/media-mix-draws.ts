/** Posterior draws of a media mix: carry-over, saturation and weight of each channel beside trend, season and controls. */
import { factorCholesky, logDeterminant, solveLower, solveUpper } from '../linear/cholesky.ts'
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { carryOver, saturate } from './adstock.ts'

/** All columns of one length, scaled: the response in its own sds around 0 (NaN = missing), each channel's spend with mean 1. */
export interface ScaledMix {
  response: Float64Array
  channels: Float64Array[]
  /** Trend, season, controls and the constant. */
  base: Float64Array[]
  /** Prior sd of each channel's mean contribution, in sds of the response. */
  reach: Float64Array
}

export interface MixDraw {
  /** Per channel: share left a week later, spend (means of it) at half of the most it can do, form of the curve, and that most. */
  decay: Float64Array
  half: Float64Array
  shape: Float64Array
  weight: Float64Array
  /** Sd of the noise and its correlation from week to week. */
  noise: number
  dependence: number
  /** Weights of the base columns. */
  base: Float64Array
}

/** Normal priors on logit decay, ln half (in mean spends), ln shape, ln noise (in sds of the response), logit dependence. */
export const mixPrior = {
  decay: [-0.4, 1],
  half: [0, 0.8],
  shape: [-0.1, 0.25],
  noise: [-1, 1],
  dependence: [-1, 1.5],
  /** Sd of base weights, in sds of the response per sd of the column. */
  base: 3,
} as const

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** One channel's curve, divided by its mean so that its weight is its mean contribution. */
export const respond = (spend: Float64Array, decay: number, half: number, shape: number, into: Float64Array): Float64Array => {
  carryOver(spend, decay, 8, into)
  for (let t = 0; t < into.length; t++) into[t] = saturate(into[t] as number, half, shape)
  return into
}

/**
 * Metropolis within Gibbs, one parameter at a time with steps tuned during burn-in; weights are integrated out exactly while carry-over and curves move. The response is y = base + Σ weight·curve / mean
 * curve + noise, noise an AR(1). Source: Jin et al. 2017 (Google), with the linear part marginalised (Rao & Blackwell). Cost: O(rounds · channels · columns · (n + columns²)).
 */
export const drawMix = (
  { response, channels, base, reach }: ScaledMix,
  generator: Generator,
  { draws = 600, burn = 500, thin = 3 } = {},
): MixDraw[] => {
  const n = response.length
  const [m, p] = [channels.length, channels.length + base.length]
  const size = 3 * m + 2
  const centres = Float64Array.from({ length: size }, (_, i) =>
    i < 3 * m
      ? ([mixPrior.decay, mixPrior.half, mixPrior.shape][i % 3]?.[0] ?? 0)
      : (i === 3 * m ? mixPrior.noise : mixPrior.dependence)[0],
  )
  const sds = Float64Array.from({ length: size }, (_, i) =>
    i < 3 * m
      ? ([mixPrior.decay, mixPrior.half, mixPrior.shape][i % 3]?.[1] ?? 1)
      : (i === 3 * m ? mixPrior.noise : mixPrior.dependence)[1],
  )
  const values = centres.slice()
  const steps = sds.map((sd) => sd / 2)
  const columns: Float64Array[] = [...channels.map(() => new Float64Array(n)), ...base]
  const precision = Float64Array.from({ length: p }, (_, i) => 1 / (i < m ? (reach[i] as number) : mixPrior.base) ** 2)
  const white = columns.map(() => new Float64Array(n))
  const whiteResponse = new Float64Array(n)
  const [gram, right] = [new Float64Array(p * p), new Float64Array(p)]
  const [factor, solved] = [new Float64Array(p * p), new Float64Array(p)]
  const seen = Uint32Array.from(Array.from(response, (_, t) => t).filter((t) => !Number.isNaN(response[t] as number)))
  /** A week after a gap starts anew. */
  const fresh = seen.map((t) => (t === 0 || Number.isNaN(response[t - 1] as number) ? 1 : 0))
  const starts = fresh.reduce((sum, value) => sum + value, 0)
  const count = seen.length
  let priorCost = 0
  for (let i = 0; i < p; i++) priorCost += 0.5 * Math.log(precision[i] as number)

  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let t = 0; t < count; t++) sum += (a[t] as number) * (b[t] as number)
    return sum
  }
  /** Differences the dependence out of a column. */
  const whiten = (column: Float64Array, into: Float64Array) => {
    const dependence = logistic(values[3 * m + 1] as number)
    const start = Math.sqrt(1 - dependence ** 2)
    for (let i = 0; i < count; i++) {
      const t = seen[i] as number
      into[i] = fresh[i] ? start * (column[t] as number) : (column[t] as number) - dependence * (column[t - 1] as number)
    }
  }
  const measure = (j: number) => {
    const own = white[j] as Float64Array
    for (let i = 0; i < p; i++) {
      const product = dot(own, white[i] as Float64Array)
      gram[i * p + j] = product
      gram[j * p + i] = product
    }
    right[j] = dot(own, whiteResponse)
  }

  const curve = (channel: number) => {
    const into = columns[channel] as Float64Array
    const at = 3 * channel
    const [decay, half, shape] = [logistic(values[at] as number), Math.exp(values[at + 1] as number), Math.exp(values[at + 2] as number)]
    respond(channels[channel] as Float64Array, decay, half, shape, into)
    let sum = 0
    for (let t = 0; t < n; t++) sum += into[t] as number
    if (sum > 0) for (let t = 0; t < n; t++) into[t] = ((into[t] as number) * n) / sum
    whiten(into, white[channel] as Float64Array)
    measure(channel)
  }
  const whitenAll = () => {
    whiten(response, whiteResponse)
    columns.forEach((column, j) => whiten(column, white[j] as Float64Array))
    columns.forEach((_, j) => measure(j))
  }
  const refresh = (parameter: number) => {
    if (parameter < 3 * m) curve(Math.floor(parameter / 3))
    else if (parameter === 3 * m + 1) whitenAll()
  }

  /** ln p(response | curves, noise) with the weights integrated out; leaves the factor of their posterior precision and its half-solved mean. */
  const weigh = (): number => {
    const [sd, dependence] = [Math.exp(values[3 * m] as number), logistic(values[3 * m + 1] as number)]
    const scale = 1 / sd ** 2
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++) factor[i * p + j] = scale * (gram[i * p + j] as number) + (i === j ? (precision[i] as number) : 0)
      solved[i] = scale * (right[i] as number)
    }
    if (!factorCholesky(factor, p)) return Number.NEGATIVE_INFINITY
    solveLower(factor, p, solved)
    let total = scale * dot(whiteResponse, whiteResponse)
    for (let i = 0; i < p; i++) total -= (solved[i] as number) ** 2
    let likelihood =
      0.5 * starts * Math.log(1 - dependence ** 2) - count * Math.log(sd) - 0.5 * total + priorCost - 0.5 * logDeterminant(factor, p)
    for (let i = 0; i < size; i++) likelihood -= 0.5 * (((values[i] as number) - (centres[i] as number)) / (sds[i] as number)) ** 2
    return likelihood
  }

  for (let channel = 0; channel < m; channel++) curve(channel)
  whitenAll()
  let now = weigh()
  const found: MixDraw[] = []
  for (let round = -burn; found.length < draws; round++) {
    for (let i = 0; i < size; i++) {
      const kept = values[i] as number
      values[i] = kept + (steps[i] as number) * drawNormal(generator)
      refresh(i)
      const other = weigh()
      const taken = Math.log(generator.openUniform()) < other - now
      if (taken) now = other
      else {
        values[i] = kept
        refresh(i)
      }
      // Towards 44% taken, the best rate for one parameter at a time (Roberts & Rosenthal 2009).
      if (round < 0) steps[i] = (steps[i] as number) * Math.exp((taken ? 0.56 : -0.44) / Math.sqrt(round + burn + 1))
    }
    if (round < 0 || round % thin !== 0) continue
    weigh()
    for (let i = 0; i < p; i++) solved[i] = (solved[i] as number) + drawNormal(generator)
    solveUpper(factor, p, solved)
    const of = (part: number, move: (x: number) => number) =>
      Float64Array.from({ length: m }, (_, c) => move(values[3 * c + part] as number))
    found.push({
      decay: of(0, logistic),
      half: of(1, Math.exp),
      shape: of(2, Math.exp),
      weight: solved.slice(0, m),
      base: solved.slice(m),
      noise: Math.exp(values[3 * m] as number),
      dependence: logistic(values[3 * m + 1] as number),
    })
  }
  return found
}
