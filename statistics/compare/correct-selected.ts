/** What remains of one effect once it is remembered that it is only looked at because it was significant. */
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { checkEstimate, checkShare } from './check-input.ts'

export interface CorrectedEffect {
  /** Too low as often as too high, among effects that passed. */
  estimate: number
  interval: [number, number]
  level: number
}

/** ln P(Z ≤ x), also where the probability itself is too small for a number: Mills’ ratio, Abramowitz & Stegun 26.2.12. */
const logCumulative = (x: number): number =>
  x > -35 ? Math.log(normalCumulative(x)) : -0.5 * x * x - 0.5 * Math.log(2 * Math.PI) - Math.log(-x) + Math.log1p(-1 / (x * x))

const logAdd = (a: number, b: number): number => {
  const [more, less] = a > b ? [a, b] : [b, a]
  return less === Number.NEGATIVE_INFINITY ? more : more + Math.log1p(Math.exp(less - more))
}

/** ln of P(a < Z < b), a < b both above zero, without the cancellation of 1 − 1. */
const logBetweenAbove = (a: number, b: number): number => {
  const [near, far] = [logCumulative(-a), logCumulative(-b)]
  return near + Math.log(-Math.expm1(Math.min(-1e-300, far - near)))
}

/** P(X ≤ z | |X| > cut) for X ~ N(mean, 1) and z > cut. */
const selectedCumulative = (z: number, cut: number, mean: number): number => {
  const below = logCumulative(-cut - mean)
  const above = logCumulative(mean - cut)
  const [from, to] = [cut - mean, z - mean]
  const between =
    from >= 0
      ? logBetweenAbove(from, to)
      : to <= 0
        ? logBetweenAbove(-to, -from)
        : Math.log(Math.max(1e-300, normalCumulative(to) - normalCumulative(from)))
  return Math.exp(logAdd(below, between) - logAdd(below, above))
}

/**
 * Median-unbiased estimate and exact interval of an effect given that it passed |estimate| / error > the two-sided cut of `alpha`: the effects under which what was seen lies at the middle, and at
 * the ends, of the truncated normal. Sources: Zhong & Prentice 2008, Biostatistics 9:621; Andrews, Kitagawa, McCloskey 2024, QJE 139:305, section III. An estimate just over the line says almost nothing and the interval is honest about
 * that: long, towards zero and beyond. Null when the effect did not pass, and nothing was selected. Errors: RangeError for an infinite estimate or an error that is not above zero. Cost: some 200 normal probabilities.
 */
export const correctSelected = (
  effect: { estimate: number; variance: number },
  options: { alpha?: number; level?: number } = {},
): CorrectedEffect | null => {
  const { alpha = 0.05, level = 0.95 } = options
  checkShare(alpha, 'alpha')
  checkShare(level, 'a level')
  checkEstimate(effect.estimate, effect.variance)
  const error = Math.sqrt(effect.variance)
  const cut = normalQuantile(1 - alpha / 2)
  const z = Math.abs(effect.estimate) / error
  if (!(z > cut)) return null
  const meanWhere = (p: number): number => {
    // The cumulative falls with the mean: bisection. Far beyond the cut nothing was selected and the mean is z − Φ⁻¹(p).
    let [low, high] = [z - 1, z + 12]
    for (let reach = 1; selectedCumulative(z, cut, low) < p && reach < 1e6; reach *= 2) low -= reach
    for (let step = 0; step < 200 && high - low > 1e-12 * Math.max(1, Math.abs(high)); step++) {
      const middle = (low + high) / 2
      if (selectedCumulative(z, cut, middle) < p) high = middle
      else low = middle
    }
    return (low + high) / 2
  }
  const sign = Math.sign(effect.estimate)
  const ends = [meanWhere((1 + level) / 2), meanWhere((1 - level) / 2)].map((mean) => sign * error * mean).sort((a, b) => a - b)
  return { estimate: sign * error * meanWhere(0.5), interval: ends as [number, number], level }
}
