/** What to post and when: every slot of the week, every format and every pillar with its interval, and whether any of it can be told apart from chance. */
import { quantileSorted } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'
import { fitPosts, type PostFit } from './fit-posts.ts'
import type { Posts } from './post-layout.ts'
import { type Prediction, predictionInterval } from './predict-posts.ts'
import { testFormats, testPillars, testSlots } from './test-differences.ts'

/** Logs are natural logs; `rate` is count per exposure of a typical (median) post at the present level. */
export interface GroupEstimate {
  /** Slot 0–167 (weekday × 24 + hour), format number or pillar number. */
  index: number
  n: number
  rate: number
  rateInterval: [number, number]
  /** exp(gain) - 1 is the relative gain over the average of the brand's own posts. */
  gain: number
  gainInterval: [number, number]
  /** Posterior probability that the gain is above zero. */
  chanceBetter: number
}

export interface WhatAndWhen {
  kind: 'estimate'
  n: number
  level: number
  average: { rate: number; rateInterval: [number, number] }
  slots: GroupEstimate[]
  formats: GroupEstimate[]
  /** Empty where pillars are not told. */
  pillars: GroupEstimate[]
  /** Permutation p-values that slots, formats and pillars do not differ at all. */
  slotP: number
  formatP: number
  pillarP: number
  /** Slots that are better beyond reasonable doubt, best first; empty where no hour can be preferred. */
  bestSlots: number[]
  /** Log gain of posting in those instead of as usual. */
  bestGain: { gain: number; interval: [number, number] } | null
  bestFormats: number[]
  bestPillars: number[]
  /** Null when it was not asked for. */
  prediction: Prediction | null
  /** Spread of like posts around their expectation (log), and the share of posts that was drawn in as wild. */
  noise: number
  tamed: number
}

export interface TooFewPosts {
  kind: 'too-little-data'
  have: number
  need: number
  unit: 'posts'
}

export const fewestPosts = 20
/**
 * A family of claims is made only up to this p. The promise is one false family in twenty; permuting residuals of a fitted model is nearly,
 * not wholly, exact (on shuffled real posts 5% to 6% fell below 0.05), so the line is drawn a little lower.
 */
export const familyAlpha = 0.04
/** … and then only claims that are at least this sure. */
const sure = 0.9

interface Summary {
  mean: number
  interval: [number, number]
  above: number
}

const summarize = (values: Float64Array, level: number): Summary => {
  let sum = 0
  let above = 0
  for (const value of values) {
    sum += value
    if (value > 0) above++
  }
  values.sort()
  return {
    mean: sum / values.length,
    interval: [quantileSorted(values, (1 - level) / 2), quantileSorted(values, (1 + level) / 2)],
    above: above / values.length,
  }
}

const exponential = ([lower, upper]: [number, number]): [number, number] => [Math.exp(lower), Math.exp(upper)]

const summarizeGroup = (draws: Float64Array[], counts: ArrayLike<number>, levels: Float64Array, level: number): GroupEstimate[] =>
  Array.from(counts, (n, index) => {
    const gains = Float64Array.from(draws, (draw) => draw[index] as number)
    const rate = summarize(
      gains.map((gain, d) => gain + (levels[d] as number)),
      level,
    )
    const gain = summarize(gains, level)
    return {
      index,
      n,
      rate: Math.exp(rate.mean),
      rateInterval: exponential(rate.interval),
      gain: gain.mean,
      gainInterval: gain.interval,
      chanceBetter: gain.above,
    }
  })

/** The brand's level, draw by draw: accounts weigh as many posts as they have. */
const brandLevels = (fit: PostFit): Float64Array =>
  Float64Array.from(fit.levels, (levels) =>
    levels.reduce((sum, value, account) => sum + (value * (fit.layout.accountPosts[account] as number)) / fit.layout.n, 0),
  )

/** A slot is named only where posts stand: this many within an hour of it. Smoothing alone can be sure of hours that nobody tried. */
const fewestNear = 3

/** Posts in a slot and in the hours before and after it. */
export const postsNear = (slots: { n: number }[], slot: number): number =>
  [slot - 1, slot, slot + 1].reduce((sum, near) => sum + (slots[(near + slots.length) % slots.length]?.n ?? 0), 0)

const clearlyBetter = (groups: GroupEstimate[], p: number, isSupported: (group: GroupEstimate) => boolean): number[] =>
  p > familyAlpha
    ? []
    : groups
        .filter((group) => group.chanceBetter >= sure && group.gainInterval[0] > 0 && isSupported(group))
        .sort((a, b) => b.gain - a.gain)
        .map((group) => group.index)

/**
 * Estimates from posts; below 20 posts the answer is that there are too few. Claims are made in families (slots, formats, pillars), each only when
 * a permutation test of the whole family passes at 4%, so that shuffled labels yield a claim at most one time in twenty. Same posts and
 * generator, same answer. Cost: about 0.3 s at 500 posts, 1 s with a prediction.
 */
export const estimateWhatAndWhen = (
  posts: Posts,
  generator: Generator,
  { level = 0.8, draws = 1000, predict = true } = {},
): WhatAndWhen | TooFewPosts => {
  const n = posts.slots.length
  if (n < fewestPosts) return { kind: 'too-little-data', have: n, need: fewestPosts, unit: 'posts' }
  const fit = fitPosts(posts, generator.split('fit'), draws)
  const levels = brandLevels(fit)
  const slots = summarizeGroup(fit.slotGains, fit.layout.slotPosts, levels, level)
  const formats = summarizeGroup(fit.formatGains, fit.formatPosts, levels, level)
  const pillars = summarizeGroup(fit.pillarGains, fit.pillarPosts, levels, level)
  const slotP = testSlots(posts, fit.layout, generator.split('slots'))
  const formatP = testFormats(posts, fit.layout, generator.split('formats'))
  const pillarP = testPillars(posts, fit.layout, generator.split('pillars'))
  const bestSlots = clearlyBetter(slots, slotP, ({ index }) => postsNear(slots, index) >= fewestNear)
  const average = summarize(Float64Array.from(levels), level)
  return {
    kind: 'estimate',
    n,
    level,
    average: { rate: Math.exp(average.mean), rateInterval: exponential(average.interval) },
    slots,
    formats,
    pillars,
    slotP,
    formatP,
    pillarP,
    bestSlots,
    bestGain: bestSlots.length === 0 ? null : jointGain(fit.slotGains, bestSlots, level),
    bestFormats: clearlyBetter(formats, formatP, ({ n }) => n >= fewestNear),
    bestPillars: clearlyBetter(pillars, pillarP, ({ n }) => n >= fewestNear),
    prediction: predict ? predictionInterval(posts, generator.split('prediction'), level) : null,
    noise: fit.outcomes.noise,
    tamed: fit.outcomes.tamed,
  }
}

/** Log of the mean gain over several slots, draw by draw. */
const jointGain = (draws: Float64Array[], slots: number[], level: number): { gain: number; interval: [number, number] } => {
  const gains = Float64Array.from(draws, (draw) => slots.reduce((sum, slot) => sum + (draw[slot] as number), 0) / slots.length)
  const { mean, interval } = summarize(gains, level)
  return { gain: mean, interval }
}
