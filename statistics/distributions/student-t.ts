/** Student's t distribution: its cumulative probability and its quantile, for real degrees of freedom. */
import { logGamma } from './log-gamma.ts'
import { normalCumulative } from './normal.ts'

/** Beyond this, the continued fraction takes too long, and the normal distribution does as well. */
const mostFreedom = 1e15

/**
 * Regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, a, b > 0, by the continued fraction of DLMF 8.17.22 (Lentz's method).
 * Absolute error about 1e-14. Throws RangeError outside. Cost: O(√max(a, b)).
 */
export const incompleteBeta = (x: number, a: number, b: number): number => {
  if (!(a >= 1e-12 && b >= 1e-12 && a <= mostFreedom && b <= mostFreedom) || Number.isNaN(x))
    throw new RangeError(`I_${x}(${a}, ${b}) is not defined here`)
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast only below the mean; above it, use the symmetry I_x(a, b) = 1 − I_{1−x}(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const tiny = 1e-300
  const atLeast = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / atLeast(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / atLeast(1 + even * d)
    c = atLeast(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / atLeast(1 + odd * d)
    c = atLeast(1 + odd / c)
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return Math.min(1, front * fraction)
}

/** P(T ≤ t) for Student's t with `df` > 0 degrees of freedom; throws RangeError for others. Source: DLMF 8.17; Abramowitz & Stegun 26.7.1. */
export const studentCumulative = (t: number, df: number): number => {
  if (!(df >= 1e-9) || Number.isNaN(t)) throw new RangeError(`Student’s t of ${t} with ${df} degrees of freedom is not defined`)
  if (df > 1e10) return normalCumulative(t)
  const tail = 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** The t with P(T ≤ t) = p, 0 < p < 1, by bisection on the cumulative; absolute error about 1e-12 for p in [1e-6, 1 − 1e-6]. Throws RangeError for what is not defined or not finite. */
export const studentQuantile = (p: number, df: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability lies between 0 and 1, not ${p}`)
  if (p < 0.5) return -studentQuantile(1 - p, df)
  let low = 0
  let high = 1
  while (studentCumulative(high, df) < p) {
    high *= 2
    if (high > 1e300) throw new RangeError(`with ${df} degrees of freedom the quantile at ${p} is beyond what a number holds`)
  }
  while (high - low > 1e-13 * Math.max(1, high)) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (studentCumulative(middle, df) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
