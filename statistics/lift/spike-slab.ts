/** Draws which controls belong in a regression, their coefficients and the noise: spike-and-slab by Gibbs sampling. */
import { factorCholesky, logDeterminant, solveLower, solveUpper } from '../linear/cholesky.ts'
import { drawGamma } from '../random/gamma.ts'
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'

export interface SpikeSlabPrior {
  /** Chance of each control to be in, in (0, 1]; 1 keeps it in. */
  inclusion: number
  /** Slab precision: κ/n · (½ XᵀX + ½ diag XᵀX) in units of the noise variance; κ is this. */
  information: number
  /** Noise variance: inverse gamma with this guess, of this many observations' weight, never above the ceiling. */
  noiseGuess: number
  noiseWeight: number
  noiseCeiling: number
}

/**
 * Draws 1/x from a gamma with the given weight (twice the shape) and sum of squares (twice the rate), cut off so that x stays below `ceiling`.
 * After a hundred refusals the ceiling itself is taken: then nearly all of the distribution lies above it.
 */
export const drawVariance = (generator: Generator, weight: number, squares: number, ceiling: number): number => {
  for (let tries = 0; tries < 100; tries++) {
    const variance = squares / 2 / drawGamma(generator, weight / 2)
    if (variance <= ceiling) return variance
  }
  return ceiling
}

/**
 * A sampler for z = X·β + ε over the rows where z is seen. `controls` are columns as long as z (standardised beforehand). The state (which controls are in) is kept
 * between draws. Source: George & McCulloch 1997 (Statistica Sinica 7), in the form of Scott & Varian 2014, equations 7 to 12 (Int. J. Math. Model. Numer. Optim. 5).
 * Cost of a draw: O(n·p + p·k³) for p controls, k of them in.
 */
export const createSpikeSlab = (controls: Float64Array[], seen: Uint8Array, prior: SpikeSlabPrior) => {
  const p = controls.length
  const rows = Uint32Array.from(Array.from(seen, (_, t) => t).filter((t) => seen[t]))
  const n = rows.length
  const cross = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (const t of rows) sum += ((controls[i] as Float64Array)[t] as number) * ((controls[j] as Float64Array)[t] as number)
      cross[i * p + j] = sum
      cross[j * p + i] = sum
    }
  const slab = cross.map((value, at) => (prior.information / n) * (at % (p + 1) === 0 ? value : value / 2))
  // From none in, so that many controls cost no more than the few that are wanted.
  const inside = new Uint8Array(p).fill(prior.inclusion < 1 ? 0 : 1)
  const beta = new Float64Array(p)
  const projected = new Float64Array(p)
  const [slabFactor, factor, solved] = [new Float64Array(p * p), new Float64Array(p * p), new Float64Array(p)]
  const weight = prior.noiseWeight + n
  const [lnIn, lnOut] = [Math.log(prior.inclusion), Math.log(1 - prior.inclusion)]
  let [members, total] = [new Uint32Array(0), 0]

  /** Factors the posterior precision of the present members; answers the ln marginal likelihood with its prior, −∞ if singular. */
  const weigh = (): number => {
    const chosen: number[] = []
    for (let i = 0; i < p; i++) if (inside[i]) chosen.push(i)
    members = Uint32Array.from(chosen)
    const k = chosen.length
    for (let i = 0; i < k; i++) {
      for (let j = 0; j <= i; j++) {
        const at = (members[i] as number) * p + (members[j] as number)
        slabFactor[i * k + j] = slab[at] as number
        factor[i * k + j] = (cross[at] as number) + (slab[at] as number)
      }
      solved[i] = projected[members[i] as number] as number
    }
    if (!(factorCholesky(slabFactor, k) && factorCholesky(factor, k))) return Number.NEGATIVE_INFINITY
    solveLower(factor, k, solved)
    total = squares
    for (let i = 0; i < k; i++) total -= (solved[i] as number) ** 2
    total = Math.max(total, 0) + prior.noiseWeight * prior.noiseGuess
    const size = k * lnIn + (k < p ? (p - k) * lnOut : 0)
    return size + 0.5 * (logDeterminant(slabFactor, k) - logDeterminant(factor, k)) - 0.5 * weight * Math.log(total)
  }

  let squares = 0
  /** β (0 for what is out; valid until the next draw) and the noise variance, given z. */
  const draw = (z: Float64Array, generator: Generator): { beta: Float64Array; inside: Uint8Array; noise: number } => {
    squares = 0
    projected.fill(0)
    for (const t of rows) squares += (z[t] as number) ** 2
    for (let i = 0; i < p; i++) {
      const column = controls[i] as Float64Array
      let sum = 0
      for (const t of rows) sum += (column[t] as number) * (z[t] as number)
      projected[i] = sum
    }
    if (prior.inclusion < 1) {
      let now = weigh()
      const first = Math.floor(generator.uniform() * p)
      for (let flip = 0; flip < p; flip++) {
        const i = (first + flip) % p
        inside[i] = inside[i] ? 0 : 1
        const other = weigh()
        // P(stay) = 1 / (1 + e^(other − now)).
        if (generator.uniform() * (1 + Math.exp(Math.min(700, other - now))) >= 1) now = other
        else inside[i] = inside[i] ? 0 : 1
      }
    }
    weigh()
    const noise = drawVariance(generator, weight, total, prior.noiseCeiling)
    const k = members.length
    for (let i = 0; i < k; i++) solved[i] = (solved[i] as number) + Math.sqrt(noise) * drawNormal(generator)
    const packed = solved.subarray(0, k)
    solveUpper(factor, k, packed)
    beta.fill(0)
    for (let i = 0; i < k; i++) beta[members[i] as number] = packed[i] as number
    return { beta, inside, noise }
  }
  return { draw }
}
