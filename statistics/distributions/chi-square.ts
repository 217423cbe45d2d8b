/** The chi-square distribution's upper tail. */
import { logGamma } from './log-gamma.ts'

const mostFreedom = 1e9

/**
 * P(X > x) for chi-square with `df` > 0 degrees of freedom: the regularised incomplete gamma function Q(df/2, x/2), by its series below the mean
 * (DLMF 8.7.1) and by Lentz's continued fraction above (DLMF 8.9.2). Relative error about 1e-12.
 * Throws RangeError for a df outside [1e-9, 1e9]. Cost: O(√(df + x)).
 */
export const chiSquareTail = (x: number, df: number): number => {
  if (!(df >= 1e-9 && df <= mostFreedom) || Number.isNaN(x))
    throw new RangeError(`chi-square of ${x} with ${df} degrees of freedom is not defined here`)
  if (!(x > 0)) return 1
  // Beyond this the tail is less than the smallest number; below the square root of it, 1.
  if (x > 1e9 + 4 * df) return 0
  const [a, z] = [df / 2, x / 2]
  const front = Math.exp(a * Math.log(z) - z - logGamma(a))
  if (z < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= z / (a + k)
      sum += term
    }
    return Math.min(1, Math.max(0, 1 - front * sum))
  }
  let b = z + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let k = 1; k < 10_000; k++) {
    const step = -k * (k - a)
    b += 2
    d = 1 / (step * d + b)
    c = b + step / c
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.min(1, front * fraction)
}
