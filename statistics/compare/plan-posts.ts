/** How many weeks an experiment on posts needs, told from the brand’s own past posts. */
import { normalQuantile } from '../distributions/normal.ts'
import { adjustPosts, type PostOutcomes } from './adjust-posts.ts'
import { checkShare } from './check-input.ts'
import { fewestPostsPerArm } from './compare-posts.ts'
import { powerOf, smallestVisibleEffect, unitsNeeded } from './power.ts'

export interface PostPlanOptions {
  /** Arms, the control counted (default 2). */
  arms?: number
  /** Posts of the experiment in a week, all arms together. */
  postsPerWeek: number
  /** The factor that should be seen: 1.2 is 20% more (as hard as 1 / 1.2). */
  ratio: number
  alpha?: number
  power?: number
  /** Share of planned posts that end without an outcome (default 0). */
  lost?: number
}

export interface PostDuration {
  kind: 'duration'
  /** Posts of the history that were used. */
  n: number
  /** Spread of like posts (standard deviation of logs, blocks and drift taken out), with its 80% interval. */
  noise: number
  noiseInterval: [number, number]
  postsPerArm: number
  weeks: number
  /** Weeks at the ends of the noise’s interval. */
  weeksInterval: [number, number]
  /**
   * For 1 to 52 weeks: the chance to see the ratio, and the smallest factor above 1 that would be seen with the power asked for. Null and a
   * power of 0 where there are too few posts to compare.
   */
  byWeeks: { weeks: number; postsPerArm: number; power: number; smallestRatio: number | null }[]
}

export interface TooShortHistory {
  kind: 'too-little-data'
  have: number
  need: number
  unit: 'posts' | 'spread'
}

export const fewestPastPosts = 20
const shownWeeks = [1, 2, 3, 4, 6, 8, 12, 16, 26, 52]

/** The t distribution’s wider tails cost this many more posts an arm: z²/4 (Guenther 1981, Am. Statist. 35). */
const smallSample = (alpha: number) => normalQuantile(1 - alpha / 2) ** 2 / 4

const noiseOf = (history: PostOutcomes): { n: number; rank: number; noise: number; wideness: number } => {
  const { residuals, basis } = adjustPosts(history)
  const [n, rank] = [residuals.length, basis.length]
  let [squares, fourths] = [0, 0]
  for (const residual of residuals) {
    squares += residual ** 2
    fourths += residual ** 4
  }
  const kurtosis = (n * fourths) / squares ** 2
  // var(ln s²) ≈ (kurtosis − 1) / n; half of its root for s (Cramér 1946, 27.4).
  return { n, rank, noise: Math.sqrt(squares / (n - rank)), wideness: 0.5 * Math.sqrt(Math.max(0, kurtosis - 1) / n) }
}

/**
 * The duration of an experiment analysed by comparePosts, from past posts in time order with the blocks that the experiment will have. Posts per arm by the normal approximation on
 * the log scale with Guenther’s correction for small samples (van Belle 2008, Statistical Rules of Thumb, 2.1; Guenther 1981) and a post for every block and degree of drift, at alpha shared by the comparisons
 * (Bonferroni); at least the 8 that a comparison needs. The history’s noise is itself uncertain, so weeks carry an interval. Needs 20 past posts that differ,
 * else `too-little-data`. Errors: RangeError for a ratio of 1 or below 0, shares outside (0, 1), no posts a week. Cost: that of adjustPosts.
 */
export const planPosts = (history: PostOutcomes, options: PostPlanOptions): PostDuration | TooShortHistory => {
  const { arms = 2, postsPerWeek, ratio, alpha = 0.05, power = 0.8, lost = 0 } = options
  if (!(ratio > 0 && Number.isFinite(ratio) && ratio !== 1)) throw new RangeError(`the effect is a factor above 0 and not 1, not ${ratio}`)
  if (!(postsPerWeek >= 0.01 && postsPerWeek <= 1e6)) throw new RangeError(`an experiment has posts every week, not ${postsPerWeek}`)
  if (!(Number.isInteger(arms) && arms >= 2 && arms <= 1000)) throw new RangeError(`an experiment has two arms or more, not ${arms}`)
  checkShare(alpha, 'alpha')
  checkShare(power, 'the power')
  if (!(lost >= 0 && lost <= 0.99)) throw new RangeError(`the share of lost posts lies between 0 and 0.99, not at ${lost}`)
  const { n, rank, noise, wideness } = noiseOf(history)
  if (n < fewestPastPosts || n - rank < 6)
    return { kind: 'too-little-data', have: n, need: Math.max(fewestPastPosts, rank + 6), unit: 'posts' }
  if (!(noise > 1e-9)) return { kind: 'too-little-data', have: n, need: n + 1, unit: 'spread' }

  const effect = Math.abs(Math.log(ratio))
  const own = alpha / (arms - 1)
  const armPostsPerWeek = (postsPerWeek * (1 - lost)) / arms
  // Blocks and drift are estimated too, and take a post each.
  const overhead = smallSample(own) + (rank - 1) / arms
  const postsFor = (spread: number) =>
    Math.max(fewestPostsPerArm, Math.ceil(unitsNeeded(effect, [spread ** 2, spread ** 2], { alpha: own, power }) + overhead))
  const weeksFor = (spread: number) => Math.ceil(postsFor(spread) / armPostsPerWeek)
  const half = normalQuantile(0.9) * wideness
  const noiseInterval: [number, number] = [noise * Math.exp(-half), noise * Math.exp(half)]
  return {
    kind: 'duration',
    n,
    noise,
    noiseInterval,
    postsPerArm: postsFor(noise),
    weeks: weeksFor(noise),
    weeksInterval: [weeksFor(noiseInterval[0]), weeksFor(noiseInterval[1])],
    byWeeks: shownWeeks.map((weeks) => {
      const postsPerArm = Math.floor(weeks * armPostsPerWeek)
      const effective = postsPerArm - overhead
      if (postsPerArm < fewestPostsPerArm || effective < 1) return { weeks, postsPerArm, power: 0, smallestRatio: null }
      const variances = [noise ** 2, noise ** 2] as const
      return {
        weeks,
        postsPerArm,
        power: powerOf(effect, effective, variances, own),
        smallestRatio: Math.exp(smallestVisibleEffect(effective, variances, { alpha: own, power })),
      }
    }),
  }
}
