/** What work of one kind earned, drawn towards the others as far as there is little of it, and for an hour of work. Pure. */
import { studentQuantile } from '../../../../statistics/distributions/student-t.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { fewestLogged, level } from './hours.ts'

export interface LogMean {
  /** Of the natural logarithm: its mean, and the variance of that mean. */
  mean: number
  variance: number
  n: number
  df: number
}

/** Below this many posts a group says nothing of its own. */
export const fewestPosts = 5

const averageOf = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** Mean of logs with the variance of that mean; null below `fewest`. */
export const logMeanOf = (values: number[], fewest = fewestLogged): LogMean | null => {
  const logs = values.filter((value) => value > 0).map(Math.log)
  if (logs.length < fewest) return null
  const mean = averageOf(logs)
  const variance = logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logs.length - 1)
  return { mean, variance: variance / logs.length, n: logs.length, df: logs.length - 1 }
}

/**
 * Partial pooling of group means on the log scale: each is drawn to their common mean by its own doubt against how far groups truly differ (parametric
 * empirical Bayes with Morris's corrections for few groups: Morris 1983, doi 10.2307/2287098, section 5; the spread of groups by moments, DerSimonian &
 * Laird 1986). Counts are taken as ln(count + 1). Within groups one variance is shared. Groups below `fewestPosts` posts are null. Cost: O(posts).
 */
export const poolGroups = (groups: number[][]): (LogMean | null)[] => {
  const logs = groups.map((values) => values.map((value) => Math.log1p(value)))
  const large = logs.filter((values) => values.length >= fewestPosts)
  const df = large.reduce((sum, values) => sum + values.length - 1, 0)
  if (df === 0) return groups.map(() => null)
  const within =
    large.reduce((sum, values) => {
      const mean = averageOf(values)
      return sum + values.reduce((squares, one) => squares + (one - mean) ** 2, 0)
    }, 0) / df
  const means = large.map(averageOf)
  const weights = large.map((values) => values.length / Math.max(within, 1e-9))
  const total = weights.reduce((sum, one) => sum + one, 0)
  const common = means.reduce((sum, mean, index) => sum + mean * (weights[index] as number), 0) / total
  const q = means.reduce((sum, mean, index) => sum + (weights[index] as number) * (mean - common) ** 2, 0)
  const scale = total - weights.reduce((sum, one) => sum + one ** 2, 0) / total
  const between = scale <= 0 ? 0 : Math.max(0, (q - (large.length - 1)) / scale)
  const count = large.length
  return logs.map((values): LogMean | null => {
    if (values.length < fewestPosts) return null
    const own = within / values.length
    const mean = averageOf(values)
    // With three groups or fewer nobody can say how far groups differ: each stands for itself.
    if (count <= 3 || within === 0) return { mean, variance: own, n: values.length, df }
    const drawn = ((count - 3) / (count - 1)) * (own / (own + between))
    return {
      mean: mean - drawn * (mean - common),
      // The last term is the doubt about how far to draw: without it the intervals hold too seldom.
      variance: own * (1 - ((count - 1) / count) * drawn) + (2 / (count - 3)) * drawn ** 2 * (mean - common) ** 2,
      n: values.length,
      df,
    }
  })
}

/** Back from logs to a typical value with its interval; `shift` 1 for counts that were taken as ln(count + 1). */
export const toEstimate = ({ mean, variance, n, df }: LogMean, shift = 0) => {
  const reach = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance)
  const back = (log: number) => Math.max(0, Math.exp(log) - shift)
  return { value: back(mean), interval: [back(mean - reach), back(mean + reach)] as [number, number], level, n }
}

/** The one divided by the other, as independent as they are: logs subtract, their doubts add. */
export const divide = (above: LogMean, below: LogMean): LogMean => ({
  mean: above.mean - below.mean,
  variance: above.variance + below.variance,
  n: Math.min(above.n, below.n),
  df: Math.min(above.df, below.df),
})

const draws = 2000
/** With nothing seen, so many could still have been expected at the interval's level (Poisson). */
const unseen = -Math.log(1 - level)

/**
 * The sum over posts, with the interval of what other posts of the same kind might have brought: the bootstrap over posts (Efron 1979,
 * doi:10.1214/aos/1176344552). For counts the upper end is never below what nothing seen leaves possible. Cost: 2,000 sums.
 */
export const sumWithInterval = (values: readonly number[], isCount: boolean) => {
  const generator = createGenerator('sum over posts')
  const value = values.reduce((sum, one) => sum + one, 0)
  const sums = Array.from({ length: draws }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(generator.uniform() * values.length)] as number
    return sum
  }).toSorted((a, b) => a - b)
  const at = (share: number) => sums[Math.min(draws - 1, Math.floor(share * draws))] ?? value
  const [low, high] = [at((1 - level) / 2), at((1 + level) / 2)]
  return { value, interval: [low, isCount ? Math.max(high, unseen) : high] as [number, number], level, n: values.length }
}
