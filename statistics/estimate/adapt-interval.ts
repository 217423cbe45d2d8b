/** Intervals for the next post that learn from each outcome: wider after misses, narrower after a quiet time, on either side. */
import { weightedQuantile } from '../describe/quantile.ts'

export interface AdaptiveInterval {
  /** Errors so far (log outcome less log prediction), oldest first. */
  errors: number[]
  /** Share to be left out below and above at present. */
  below: number
  above: number
  level: number
}

/** Errors this many posts back weigh half. */
const halfLife = 100
/** How far one miss moves the share that is left out. */
const step = 0.02
/** Shares stay in here, so that ends are neither infinite for long nor the median. */
const [leastShare, mostShare] = [0.01, 0.45]
const mostErrors = 1000

const clamp = (share: number) => Math.min(mostShare, Math.max(leastShare, share))

/** Begins with the errors of past predictions, oldest first, each made without its own post. Errors: a RangeError for a level outside (0, 1). Cost: O(1). */
export const startInterval = (errors: readonly number[], level = 0.8): AdaptiveInterval => {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  return {
    errors: errors.filter((error) => Number.isFinite(error)).slice(-mostErrors),
    below: (1 - level) / 2,
    above: (1 - level) / 2,
    level,
  }
}

/** What to add to the next predicted log rate; infinite where there are too few errors to say. Cost: O(errors · log errors), at most 1,000. */
export const currentInterval = ({ errors, below, above }: AdaptiveInterval): [number, number] => {
  const weights = errors.map((_, i) => 0.5 ** ((errors.length - 1 - i) / halfLife))
  const side = (sign: number, share: number) =>
    weightedQuantile([...errors.map((error) => sign * error), Number.POSITIVE_INFINITY], [...weights, 1], 1 - share)
  return [-side(-1, clamp(below)), side(1, clamp(above))]
}

/**
 * The interval after one more outcome; the one handed in is not changed. Over a long time the share of misses is the stated one
 * whatever the outcomes do: it differs by at most (1 + step) / (step · n) a side as long as shares stay between their bounds. Source: Gibbs &
 * Candès 2021, "Adaptive conformal inference under distribution shift", NeurIPS 34, equation 2 and proposition 4.1, on each side, with
 * weights as in Barber et al. 2023. Cost: as currentInterval. A missing outcome (NaN) changes nothing.
 */
export const nextInterval = (state: AdaptiveInterval, error: number): AdaptiveInterval => {
  if (!Number.isFinite(error)) return state
  const [lower, upper] = currentInterval(state)
  const aim = (1 - state.level) / 2
  return {
    ...state,
    errors: [...state.errors.slice(-(mostErrors - 1)), error],
    below: clamp(state.below + step * (aim - Number(error < lower))),
    above: clamp(state.above + step * (aim - Number(error > upper))),
  }
}
