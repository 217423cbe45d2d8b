/** The closed-form Gaussian posterior of the model of posts: how well scales explain the data, the best fit, and joint draws. */
import { logGamma } from '../distributions/log-gamma.ts'
import { factorCholesky, logDeterminant, solveLower, solveUpper } from '../linear/cholesky.ts'
import { drawGamma } from '../random/gamma.ts'
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import type { Equations } from './post-equations.ts'

/** The weights are scaled so that the noise is near 1; this inverse-gamma prior (two posts' worth) says so and no more. */
const noiseShape = 1
const noiseRate = 1

const factorOrThrow = (matrix: Float64Array, n: number): Float64Array => {
  if (!factorCholesky(matrix, n)) throw new RangeError('the equations of the model are not positive definite')
  return matrix
}

/** The slot block after the rest is integrated out; made once per prior of the rest, then cheap for any prior of the slots. */
export interface ReducedEquations {
  n: number
  slot: number
  matrix: Float64Array
  outcome: Float64Array
  outcomeOutcome: number
  /** Half of (ln det prior - ln det posterior) of the rest. */
  restEvidence: number
}

/** Schur complement of the rest. Cost: rest³/3 + rest² × slot / 2 + rest × slot² / 2. */
export const eliminateRest = (equations: Equations, precision: Float64Array): ReducedEquations => {
  const { rest, slot } = equations
  const prior = factorOrThrow(precision.slice(), rest)
  const factor = factorOrThrow(
    equations.restRest.map((value, i) => value + (precision[i] as number)),
    rest,
  )
  const outcome = solveLower(factor, rest, equations.restOutcome.slice())
  const columns = Array.from({ length: slot }, (_, f) => {
    const column = new Float64Array(rest)
    for (let r = 0; r < rest; r++) column[r] = equations.restSlot[r * slot + f] as number
    return solveLower(factor, rest, column)
  })
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let r = 0; r < rest; r++) sum += (a[r] as number) * (b[r] as number)
    return sum
  }
  const matrix = equations.slotSlot.slice()
  const slotOutcome = equations.slotOutcome.slice()
  columns.forEach((column, f) => {
    slotOutcome[f] = (slotOutcome[f] as number) - dot(column, outcome)
    for (let h = 0; h <= f; h++) matrix[f * slot + h] = (matrix[f * slot + h] as number) - dot(column, columns[h] as Float64Array)
  })
  return {
    n: equations.n,
    slot,
    matrix,
    outcome: slotOutcome,
    outcomeOutcome: equations.outcomeOutcome - dot(outcome, outcome),
    restEvidence: 0.5 * (logDeterminant(prior, rest) - logDeterminant(factor, rest)),
  }
}

/**
 * Logarithm of the marginal likelihood of the scales, up to a constant of the data: coefficients and noise integrated out (normal,
 * inverse-gamma). Source: Gelman et al. 2013, Bayesian Data Analysis, 14.2–14.3; O'Hagan & Forster 2004, 11.3. Cost: slot³/3.
 */
export const logEvidence = (reduced: ReducedEquations, precision: Float64Array): number => {
  const { slot, n } = reduced
  const factor = reduced.matrix.slice()
  let logPrior = 0
  for (let f = 0; f < slot; f++) {
    factor[f * slot + f] = (factor[f * slot + f] as number) + (precision[f] as number)
    logPrior += Math.log(precision[f] as number)
  }
  factorOrThrow(factor, slot)
  const solved = solveLower(factor, slot, reduced.outcome.slice())
  let explained = 0
  for (const value of solved) explained += value * value
  const shape = noiseShape + n / 2
  return (
    reduced.restEvidence +
    0.5 * (logPrior - logDeterminant(factor, slot)) +
    logGamma(shape) -
    shape * Math.log(noiseRate + Math.max(0, reduced.outcomeOutcome - explained) / 2)
  )
}

/** The joint posterior of all unknowns (rest first, then slot) under one set of scales. */
export interface Posterior {
  size: number
  mean: Float64Array
  /** Cholesky factor of the precision, in units of the noise. */
  factor: Float64Array
  noiseShape: number
  noiseRate: number
}

/** Solves the whole system. Cost: (rest + slot)³/3. */
export const solvePosterior = (equations: Equations, rest: Float64Array, slot: Float64Array): Posterior => {
  const size = equations.rest + equations.slot
  const factor = new Float64Array(size * size)
  for (let a = 0; a < equations.rest; a++)
    for (let b = 0; b <= a; b++)
      factor[a * size + b] = (equations.restRest[a * equations.rest + b] as number) + (rest[a * equations.rest + b] as number)
  for (let f = 0; f < equations.slot; f++) {
    const row = (equations.rest + f) * size
    for (let r = 0; r < equations.rest; r++) factor[row + r] = equations.restSlot[r * equations.slot + f] as number
    for (let h = 0; h <= f; h++)
      factor[row + equations.rest + h] = (equations.slotSlot[f * equations.slot + h] as number) + (f === h ? (slot[f] as number) : 0)
  }
  factorOrThrow(factor, size)
  const mean = new Float64Array(size)
  mean.set(equations.restOutcome)
  mean.set(equations.slotOutcome, equations.rest)
  solveLower(factor, size, mean)
  let explained = 0
  for (const value of mean) explained += value * value
  solveUpper(factor, size, mean)
  return {
    size,
    mean,
    factor,
    noiseShape: noiseShape + equations.n / 2,
    noiseRate: noiseRate + Math.max(0, equations.outcomeOutcome - explained) / 2,
  }
}

/** One joint draw of all unknowns, and the noise variance it goes with. Cost: size²/2. */
export const drawPosterior = (posterior: Posterior, generator: Generator): { values: Float64Array; noise: number } => {
  const noise = posterior.noiseRate / drawGamma(generator, posterior.noiseShape)
  const values = new Float64Array(posterior.size)
  for (let i = 0; i < posterior.size; i++) values[i] = drawNormal(generator, 0, Math.sqrt(noise))
  solveUpper(posterior.factor, posterior.size, values)
  for (let i = 0; i < posterior.size; i++) values[i] = (values[i] as number) + (posterior.mean[i] as number)
  return { values, noise }
}
