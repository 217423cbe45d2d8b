/** What the next posts will earn, with intervals that keep their promise out of time (conformal). */
import { weightedQuantile } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'
import { fitPosts, type PostFit } from './fit-posts.ts'
import type { Posts } from './post-layout.ts'

const average = (draws: Float64Array[]): Float64Array => {
  const mean = new Float64Array(draws[0]?.length ?? 0)
  for (const draw of draws) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (draw[i] as number) / draws.length
  return mean
}

/** Answers the expected log rate of an unpaid post to come; unknown formats and accounts count as average. Cost of a call: O(1). */
export const predictor = (fit: PostFit): ((slot: number, format: number, account: number) => number) => {
  const [slots, formats, levels] = [average(fit.slotGains), average(fit.formatGains), average(fit.levels)]
  let general = 0
  for (const level of levels) general += level / levels.length
  return (slot, format, account) => (levels[account] ?? general) + (formats[format] ?? 0) + (slots[slot] ?? 0)
}

export const takePosts = (posts: Posts, indices: number[]): Posts => {
  const pick = (values: ArrayLike<number>) => indices.map((i) => values[i] as number)
  return {
    slots: pick(posts.slots),
    days: pick(posts.days),
    counts: pick(posts.counts),
    exposures: pick(posts.exposures),
    accounts: pick(posts.accounts),
    formats: pick(posts.formats),
    paid: pick(posts.paid),
  }
}

export interface Prediction {
  /** What to add to a predicted log rate for the lower and upper end. */
  lower: number
  upper: number
  level: number
  /** Past predictions, each made from earlier posts only, that the interval was learned from. */
  n: number
}

/** The past is predicted from these shares of the posts onwards, a fifth of them at a time. */
const origins = [0.4, 0.6, 0.8]
const ahead = 0.2
/** Each older fold counts this much of the next: what happened lately says more about what comes. */
const ageing = 0.7

/**
 * Interval for one new post around its predicted log rate: the model is refitted at three past moments and must predict what came
 * next; the errors it made, recent ones weighing more, give the ends. Source: Barber, Candès, Ramdas & Tibshirani 2023, "Conformal
 * prediction beyond exchangeability", Annals of Statistics 51(2), section 3.1 (fixed weights, the new point at +∞). Cost: three fits.
 */
export const predictionInterval = (posts: Posts, generator: Generator, level = 0.8): Prediction => {
  const n = posts.slots.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (posts.days[a] as number) - (posts.days[b] as number) || a - b)
  const errors: number[] = []
  const weights: number[] = []
  origins.forEach((origin, fold) => {
    const cut = Math.floor(n * origin)
    const predict = predictor(fitPosts(takePosts(posts, order.slice(0, cut)), generator.split(fold), 60))
    for (const i of order.slice(cut, Math.floor(n * (origin + ahead)))) {
      const actual = Math.log(((posts.counts[i] as number) + 0.5) / (posts.exposures[i] as number))
      errors.push(actual - predict(posts.slots[i] as number, posts.formats[i] as number, posts.accounts[i] as number))
      weights.push(ageing ** (origins.length - 1 - fold))
    }
  })
  const side = (sign: number) =>
    weightedQuantile([...errors.map((error) => sign * error), Number.POSITIVE_INFINITY], [...weights, 1], (1 + level) / 2)
  return { lower: -side(-1), upper: side(1), level, n: errors.length }
}
