/** Which prior a structural time series starts from: CausalImpact's, widened where a short run on the data contradicts it. */
import { mean } from '../describe/mean.ts'
import type { Generator } from '../random/generator.ts'
import { type BstsPrior, type BstsShape, drawBsts } from './bsts-draws.ts'

/** R's CausalImpact 1.4.1 and bsts, with less weight on the level's step (3 observations, not 32) and on the noise (8, not 50). */
export const bstsDefaults: BstsPrior = {
  levelSd: 0.01,
  levelWeight: 3,
  slopeSd: 0.001,
  seasonSd: 0.01,
  otherWeight: 5,
  modelSize: 3,
  r2: 0.8,
  r2Weight: 8,
  information: 0.01,
}

/**
 * Σ S(t)² / (n Σ e²) of centred values and their running sums: the best local test of a fixed level against one that wanders. Under a fixed level its mean is 1/6, and it
 * passes 0.347 one time in ten, 0.574 one in forty. NaN is missing. Source: Kwiatkowski, Phillips, Schmidt & Shin 1992, table 1 (J. Econometrics 54), without lags. Cost: O(n).
 */
export const measureDrift = (values: Float64Array): number => {
  const seen = values.filter((value) => !Number.isNaN(value))
  const centre = mean(seen)
  let [sum, sums, squares] = [0, 0, 0]
  for (const value of seen) {
    sum += value - centre
    sums += sum ** 2
    squares += (value - centre) ** 2
  }
  return squares > 0 ? sums / (seen.length * squares) : 0
}

/** From this much drift on, the guess of the level's step; without controls nothing else can follow the drift. */
const wider = [
  { drift: 0.347, levelSd: 0.01 },
  { drift: 0.574, levelSd: 0.2 },
]
const widerAlone = [{ drift: 0.2, levelSd: 0.1 }]
const pilot = { draws: 150, burn: 100 }

/**
 * CausalImpact's prior says that the level hardly moves and that the controls explain 80% of the variance. Where that is false its intervals hold the truth a quarter of the time (evaluation/lift). So a short run with a
 * weak prior looks: a level that wanders gets a wider guess, and controls that explain less than 80% take the weight from that guess. Arguments as drawBsts.
 */
export const checkPrior = (
  series: Float64Array,
  controls: Float64Array[],
  shape: BstsShape,
  generator: Generator,
): { prior: BstsPrior; drift: number } => {
  const weak = { ...bstsDefaults, r2: controls.length > 0 ? bstsDefaults.r2 : 0, r2Weight: 1 }
  const trial = drawBsts(series, controls, series.length, shape, weak, generator, pilot)
  const rest = series.map((value, t) => {
    let left = value - (trial.season[t] as number)
    controls.forEach((control, j) => {
      left -= (trial.inclusion[j] as number) * (trial.coefficient[j] as number) * (control[t] as number)
    })
    return left
  })
  const drift = measureDrift(rest)
  const noise = mean(trial.noiseSd.map((sd) => sd ** 2))
  const holds = controls.length > 0 && noise <= 1 - bstsDefaults.r2
  const step = (controls.length > 0 ? wider : widerAlone).filter((line) => drift > line.drift).at(-1)
  const prior = { ...weak, ...(holds ? { r2Weight: bstsDefaults.r2Weight } : {}) }
  return { prior: step ? { ...prior, levelSd: step.levelSd, levelWeight: 1 } : prior, drift }
}
