/** Shrinks the effects of a family of experiments towards what experiments usually bring, so that winners do not look better than they are. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { checkShare } from './check-input.ts'
import { learnEffectPrior, type TooFewExperiments } from './effect-prior.ts'

export interface ShrunkenEffect {
  estimate: number
  interval: [number, number]
  /** Probability that the effect is above zero. */
  chance: number
}

export interface ShrunkenEffects {
  kind: 'shrunken'
  n: number
  level: number
  /** Standard deviation of the true effects of a typical experiment, averaged over all that the data allow. */
  spread: number
  effects: ShrunkenEffect[]
}

/**
 * A prior of true effects: most N(0, v), the share `far` N(0, 16 v): a few experiments hit something big. v is `variance` times the experiment’s relative sampling variance to the power
 * `coupling`: small tests may be of bolder changes (0: effects are alike; 1: their ratios to the error are; Stephens 2017, 2.4).
 */
interface Cell {
  variance: number
  far: number
  coupling: number
  weight: number
}

const spreadCells = 80
const couplings = [0, 0.5, 1]
/** Few experiments cannot tell these apart: beforehand the plain normal has this probability, and the others share the rest. */
const plain = 0.8
const farShares = [0, 0.03, 0.08, 0.15, 0.3]
const farTimes = 16

/** ln of the density of an estimate under a normal with this total variance (without 2π). */
const logDensity = (estimate: number, total: number) => -0.5 * (Math.log(total) + estimate ** 2 / total)

const logMix = (near: number, far: number, share: number): number => {
  if (share === 0) return near
  const [a, b] = [Math.log1p(-share) + near, Math.log(share) + far]
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))
}

/** Priors with their posterior weights. The variance is flat beforehand, which makes intervals cover (Morris 1983, JASA 78:47). */
const weighPriors = (estimates: ArrayLike<number>, variances: ArrayLike<number>, relative: Float64Array[], unit: number): Cell[] => {
  const cells: Cell[] = []
  for (let cell = 0; cell < spreadCells; cell++) {
    // τ = unit·u / (1 − u) reaches from nothing to 160 units with most cells where it matters.
    const u = (cell + 0.5) / spreadCells
    const variance = ((unit * u) / (1 - u)) ** 2
    couplings.forEach((power, coupling) => {
      const logs = farShares.map(
        (far) =>
          Math.log(u) -
          3 * Math.log(1 - u) +
          Math.log(power === 0 && far === 0 ? plain : (1 - plain) / (couplings.length * farShares.length - 1)),
      )
      for (let i = 0; i < estimates.length; i++) {
        const [estimate, own, prior] = [estimates[i] as number, variances[i] as number, variance * (relative[coupling]?.[i] as number)]
        const [near, away] = [logDensity(estimate, own + prior), logDensity(estimate, own + farTimes * prior)]
        for (let share = 0; share < farShares.length; share++)
          logs[share] = (logs[share] as number) + logMix(near, away, farShares[share] as number)
      }
      logs.forEach((weight, share) => cells.push({ variance, far: farShares[share] as number, coupling, weight }))
    })
  }
  const highest = cells.reduce((most, { weight }) => Math.max(most, weight), Number.NEGATIVE_INFINITY)
  const likely = cells.map((cell) => ({ ...cell, weight: Math.exp(cell.weight - highest) })).filter(({ weight }) => weight > 1e-7)
  const total = likely.reduce((sum, { weight }) => sum + weight, 0)
  return likely.map((cell) => ({ ...cell, weight: cell.weight / total }))
}

/** The posterior of one effect, a mixture of normals, by its moments. */
const shrinkOne = (raw: number, own: number, relative: number[], cells: Cell[], wide: number): ShrunkenEffect => {
  let [estimate, square, within, chance] = [0, 0, 0, 0]
  const add = (weight: number, variance: number) => {
    const kept = variance / (own + variance)
    const [centre, spread] = [kept * raw, own * kept]
    estimate += weight * centre
    square += weight * (centre - raw) ** 2
    within += weight * spread
    chance += weight * normalCumulative(centre / Math.sqrt(spread))
  }
  for (const { variance: shared, far, coupling, weight } of cells) {
    const variance = shared * (relative[coupling] as number)
    const [near, away] = [logDensity(raw, own + variance), logDensity(raw, own + farTimes * variance)]
    const share = far === 0 ? 0 : 1 / (1 + ((1 - far) / far) * Math.exp(near - away))
    add(weight * (1 - share), variance)
    if (share > 0) add(weight * share, farTimes * variance)
  }
  const deviation = Math.sqrt(within + Math.max(0, square - (estimate - raw) ** 2))
  return { estimate, interval: [estimate - wide * deviation, estimate + wide * deviation], chance: Math.min(1, chance) }
}

/**
 * Hierarchical model of effects around zero: normal with a spread that is integrated out, and a share of far larger ones. Unlike the raw estimates, the shrunken ones are (nearly) right on average
 * among those that were picked for being large. Sources: Gelman et al., Bayesian Data Analysis (3rd ed.), 5.4; Stephens 2017, Biostatistics 18:275 (scale mixtures); Efron 2011, JASA 106:1602
 * (selection). Below five experiments: too little. Errors: RangeError for what is no estimate. Cost: O(1,200 n), 0.3 s for 1,000 experiments.
 */
export const shrinkEffects = (
  estimates: ArrayLike<number>,
  variances: ArrayLike<number>,
  options: { level?: number } = {},
): ShrunkenEffects | TooFewExperiments => {
  const { level = 0.95 } = options
  checkShare(level, 'a level')
  const prior = learnEffectPrior(estimates, variances)
  if (prior.kind !== 'prior') return prior
  const { n } = prior
  let typical = 0
  for (let i = 0; i < n; i++) typical += Math.log(variances[i] as number) / n
  const unit = Math.sqrt(Math.exp(typical) + prior.variance)
  const relative = couplings.map((power) => Float64Array.from(variances, (own) => (own / Math.exp(typical)) ** power))
  const cells = weighPriors(estimates, variances, relative, unit)
  const wide = normalQuantile((1 + level) / 2)
  const spread = Math.sqrt(cells.reduce((sum, { variance, far, weight }) => sum + weight * variance * (1 + far * (farTimes - 1)), 0))
  const effects = Array.from(estimates, (raw, i) =>
    shrinkOne(
      raw,
      variances[i] as number,
      relative.map((all) => all[i] as number),
      cells,
      wide,
    ),
  )
  return { kind: 'shrunken', n, level, spread, effects }
}
