/** Whether things fail more often than they used to, where failures come in bursts. */
import { chiSquareTail } from '../distributions/chi-square.ts'
import { logGamma } from '../distributions/log-gamma.ts'
import { wilsonInterval } from '../estimate/wilson-interval.ts'

export interface CountedDay {
  /** Calls of the day. */
  n: number
  /** Of these, how many failed. */
  failed: number
}

export interface Rate {
  value: number
  /** At 95%, widened by how much failures come in bursts. */
  interval: [number, number]
  n: number
}

export type RateDrift =
  | { kind: 'too-few'; days: number; needDays: number; baseline: number; needBaseline: number; recent: number; needRecent: number }
  | {
      kind: 'judged'
      usual: Rate
      recent: Rate
      /** Chance of as many failures as of late, or more, if nothing has changed. */
      p: number
      drifts: boolean
      /** Correlation of two calls of one day, 0.02 to 0.95: how much failures come in bursts. */
      burst: number
    }

const [needDays, needBaseline, needRecent] = [14, 100, 10]
/** Networks fail in bursts; a calm fortnight does not prove the contrary. */
const leastBurst = 0.02
const mostBurst = 0.95
const most = 1e7

const check = (days: readonly CountedDay[]) => {
  for (const { n, failed } of days)
    if (!(Number.isSafeInteger(n) && Number.isSafeInteger(failed) && failed >= 0 && failed <= n && n <= most))
      throw new RangeError(`${failed} of ${n} calls cannot have failed.`)
}
const sum = (days: readonly CountedDay[], of: (day: CountedDay) => number) => days.reduce((total, day) => total + of(day), 0)

/** The smallest tenth of chi-square, by bisection: what a lucky calm baseline may show. */
const lowChiSquare = (df: number): number => {
  let [low, high] = [0, df]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (chiSquareTail(middle, df) > 0.9) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Correlation within a day: the upper end of what the baseline's days leave possible (Pearson's statistic over its tenth percentile). */
const estimateBurst = (days: readonly CountedDay[], rate: number): number => {
  const variance = rate * (1 - rate)
  const spare = sum(days, ({ n }) => n - 1)
  if (!(variance > 0) || spare <= 0) return leastBurst
  const pearson = sum(days, ({ n, failed }) => (failed - n * rate) ** 2 / (n * variance))
  const df = days.length - 1
  const upper = (pearson * df) / lowChiSquare(df)
  return Math.min(mostBurst, Math.max(leastBurst, (upper - df) / spare))
}

/** P(X ≥ k) for the beta-binomial distribution of n draws, by adding its terms from the top of what is left. Cost: O(n − k). */
export const betaBinomialTail = (k: number, n: number, a: number, b: number): number => {
  if (!(Number.isSafeInteger(k) && Number.isSafeInteger(n) && n >= 0 && n <= most && a > 1e-12 && b > 1e-12 && a + b < 1e12))
    throw new RangeError(`The beta-binomial tail of ${k} of ${n} with ${a} and ${b} is not defined here.`)
  if (k <= 0) return 1
  if (k > n) return 0
  const logBeta = (x: number, y: number) => logGamma(x) + logGamma(y) - logGamma(x + y)
  let term = Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + logBeta(k + a, n - k + b) - logBeta(a, b))
  let total = 0
  for (let i = k; i <= n && term > 0; i++) {
    total += term
    // Far beyond the bulk the rest is less than a double can tell.
    if (term < total * 1e-17) break
    term *= ((n - i) * (i + a)) / ((i + 1) * (n - i - 1 + b))
  }
  return Math.min(1, total)
}

/**
 * Compares the failures of late with a connector's own past. `baseline` and `recent` are blocks of one day each, calls and failures counted; `alpha` is the
 * chance of a false alarm that one look may have. Each day's rate is taken to be drawn from a beta distribution around the usual rate, so that bursts are
 * expected; its correlation is taken from the upper end of what the baseline leaves possible and never below 0.02. What is not known of the usual rate
 * widens the prediction. Source: beta-binomial model, Skellam 1948 (doi:10.1111/j.2517-6161.1948.tb00014.x), Pearson's statistic for its
 * spread as in Williams 1982 (doi:10.2307/2347977); interval of Wilson on the effective n. With fewer than 14 days and 100 calls before, or 10 calls of late,
 * it says so. Errors: RangeError for counts that cannot be and an alpha outside (0, 1). Cost: O(days + calls of late).
 */
export const findRateDrift = (baseline: readonly CountedDay[], recent: readonly CountedDay[], alpha: number): RateDrift => {
  check(baseline)
  check(recent)
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`A chance lies between 0 and 1, not ${alpha}.`)
  const days = baseline.filter(({ n }) => n > 0)
  const [calls, failures] = [sum(days, ({ n }) => n), sum(days, ({ failed }) => failed)]
  const [n, failed] = [sum(recent, (day) => day.n), sum(recent, (day) => day.failed)]
  if (days.length < needDays || calls < needBaseline || n < needRecent)
    return { kind: 'too-few', days: days.length, needDays, baseline: calls, needBaseline, recent: n, needRecent }
  const burst = estimateBurst(days, failures / calls)
  const designOf = (of: readonly CountedDay[], total: number) => 1 + (sum(of, (day) => day.n * day.n) / total - 1) * burst
  const [usualDesign, recentDesign] = [designOf(days, calls), designOf(recent, n)]
  const known = calls / usualDesign
  const usual = (failures / usualDesign + 0.5) / (known + 1)
  // The rate of late varies by its own days, and what we know of the usual rate is no more than `known` calls tell.
  const share = sum(recent, (day) => day.n * day.n) / (n * n)
  const correlation = Math.min(mostBurst, burst * share + 1 / (known + 2))
  const precision = 1 / correlation - 1
  const p = betaBinomialTail(failed, n, usual * precision, (1 - usual) * precision)
  const rate = (count: number, of: number, design: number): Rate => ({
    value: count / of,
    interval: wilsonInterval(count / design, of / design, 0.95),
    n: of,
  })
  return { kind: 'judged', usual: rate(failures, calls, usualDesign), recent: rate(failed, n, recentDesign), p, drifts: p < alpha, burst }
}
