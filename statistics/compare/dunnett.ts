/** Several arms against one control at once: p values and intervals that hold together. */
import { logGamma } from '../distributions/log-gamma.ts'
import { normalCumulative } from '../distributions/normal.ts'
import { checkArm, checkShare } from './check-input.ts'
import type { Arm } from './effect.ts'

export interface ManyToOne {
  level: number
  degreesOfFreedom: number
  comparisons: { arm: number; estimate: number; interval: [number, number]; p: number }[]
}

/** Nodes and weights of Gauss–Legendre on [−1, 1], by Newton’s steps on the polynomial (Golub & Welsch give the same). */
const gaussLegendre = (count: number): { x: Float64Array; w: Float64Array } => {
  const [x, w] = [new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let [before, now] = [1, root]
      for (let k = 2; k <= count; k++) [before, now] = [now, ((2 * k - 1) * root * now - (k - 1) * before) / k]
      slope = (count * (root * now - before)) / (root * root - 1)
      const move = now / slope
      root -= move
      if (Math.abs(move) < 1e-15) break
    }
    x[i] = root
    w[i] = 2 / ((1 - root * root) * slope * slope)
  }
  return { x, w }
}
const nodes = gaussLegendre(48)

const integrate = (low: number, high: number, f: (x: number) => number): number => {
  const [middle, half] = [(low + high) / 2, (high - low) / 2]
  let sum = 0
  for (let i = 0; i < nodes.x.length; i++) sum += (nodes.w[i] as number) * f(middle + half * (nodes.x[i] as number))
  return half * sum
}

/** P(every |T| ≤ c): T’s share the control (correlations λᵢλⱼ) and the estimate s of the deviation. */
const withinTogether = (c: number, shares: number[], df: number): number => {
  const given = (s: number) =>
    integrate(-8.5, 8.5, (z) => {
      let product = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
      for (const share of shares) {
        const rest = Math.sqrt(1 - share * share)
        product *= normalCumulative((share * z + c * s) / rest) - normalCumulative((share * z - c * s) / rest)
      }
      return product
    })
  if (df > 1e6) return given(1)
  // s²·df is chi-square: the density of s, and a range that leaves out less than 1e-12 of it.
  const constant = Math.log(2) + (df / 2) * Math.log(df / 2) - logGamma(df / 2)
  const spread = 7.5 / Math.sqrt(2 * df)
  return integrate(
    Math.max(1e-9, 1 - spread),
    1 + spread * (df < 10 ? 1.6 : 1),
    (s) => Math.exp(constant + (df - 1) * Math.log(s) - (df * s * s) / 2) * given(s),
  )
}

/**
 * Dunnett’s test of every arm against arms[0], with the variances pooled over all arms (so they must be alike; take Welch and Holm where they are not). Source: Dunnett 1955, JASA 50:1096; the integral is Genz & Bretz 2009, eq. 2.11. p to
 * about 1e-7. Null with fewer than two arms, an arm without units, or no spread. Errors: RangeError for an impossible arm or level. Cost: some 2,300 · arms normal probabilities a value.
 */
export const testDunnett = (arms: readonly Arm[], level = 0.95): ManyToOne | null => {
  checkShare(level, 'a level')
  arms.forEach((arm, i) => checkArm(arm, `arm ${i}`))
  const control = arms[0]
  if (control === undefined || arms.length < 2 || arms.some(({ n }) => n < 1)) return null
  const degreesOfFreedom = arms.reduce((sum, { n }) => sum + n - 1, 0)
  const pooled = arms.reduce((sum, { n, variance }) => sum + ((n - 1) / degreesOfFreedom) * variance, 0)
  if (!(degreesOfFreedom >= 1 && pooled > 0)) return null
  const others = arms.slice(1)
  const shares = others.map(({ n }) => Math.sqrt(n / (n + control.n)))
  let [low, high] = [0, 2]
  while (withinTogether(high, shares, degreesOfFreedom) < level && high < 1e4) [low, high] = [high, 2 * high]
  while (high - low > 1e-8) {
    const middle = (low + high) / 2
    if (withinTogether(middle, shares, degreesOfFreedom) < level) low = middle
    else high = middle
  }
  return {
    level,
    degreesOfFreedom,
    comparisons: others.map(({ n, mean }, i) => {
      const estimate = mean - control.mean
      const error = Math.sqrt(pooled * (1 / n + 1 / control.n))
      const p = 1 - withinTogether(Math.abs(estimate) / error, shares, degreesOfFreedom)
      return { arm: i + 1, estimate, interval: [estimate - high * error, estimate + high * error], p: Math.min(1, Math.max(0, p)) }
    }),
  }
}
