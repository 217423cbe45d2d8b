/** What the next posts will earn, with intervals that keep their promise out of time (conformal). */
import { weightedQuantile } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'
import { fitPosts, type PostFit } from './fit-posts.ts'
import type { Posts } from './post-layout.ts'

/** Answers the expected log rate of an unpaid post to come; unknown formats, pillars and accounts count as average. Cost of a call: O(1). */
export const predictor = (fit: PostFit): ((slot: number, format: number, account: number, pillar?: number) => number) => {
  const { slots, formats, pillars, levels } = fit.expected
  let general = 0
  for (const level of levels) general += level / levels.length
  return (slot, format, account, pillar = -1) =>
    (levels[account] ?? general) + (formats[format] ?? 0) + (pillars[pillar] ?? 0) + (slots[slot] ?? 0)
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
    ...(posts.pillars ? { pillars: pick(posts.pillars) } : {}),
  }
}

export interface Prediction {
  /** What to add to a predicted log rate for the lower and upper end. */
  lower: number
  upper: number
  level: number
  /** Posts of the past, each predicted from earlier ones only, that the interval was learned from. */
  n: number
}

/** The past is predicted from these shares of the posts onwards, a quarter of all posts ahead as far as they reach. */
const origins = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const ahead = 0.25
/** Each older fold counts this much of the next: what happened lately says more about what comes. */
const ageing = 0.85
/** Widths tried against the folds' own past, and how many folds' worth of belief a width of 1 starts with. */
const widths = Array.from({ length: 35 }, (_, i) => 0.8 + 0.05 * i)
const belief = 3
/** One wild stretch of the past must not widen everything that follows: on real pages more than this made intervals worse, not better. */
const widest = 1.1

interface Fold {
  errors: number[]
  weight: number
}

/** Ends that leave (1 − level) / 2 of the weighted errors outside on either side; the new point weighs one and may be anywhere. */
const endsOf = (folds: Fold[], level: number): [number, number] => {
  const errors = folds.flatMap((fold) => fold.errors)
  const weights = folds.flatMap(({ errors: own, weight }) => own.map(() => weight))
  const side = (sign: number) =>
    weightedQuantile([...errors.map((error) => sign * error), Number.POSITIVE_INFINITY], [...weights, 1], (1 + level) / 2)
  return [-side(-1), side(1)]
}

const stretch = ([lower, upper]: [number, number], width: number): [number, number] => {
  const [centre, half] = [(lower + upper) / 2, (upper - lower) / 2]
  return [centre - width * half, centre + width * half]
}

/**
 * By how much intervals learned from earlier folds would have had to be wider to hold their share of the fold that followed: above 1 where
 * the level moves more than a pool of errors can show. Drawn towards 1 while folds are few.
 */
const chooseWidth = (folds: Fold[], level: number): number => {
  const held = widths.map(() => 0)
  let total = 0
  for (let k = 2; k < folds.length; k++) {
    const { errors, weight } = folds[k] as Fold
    const ends = endsOf(
      folds.slice(0, k).map((fold, j) => ({ errors: fold.errors, weight: ageing ** (k - 1 - j) })),
      level,
    )
    if (errors.length === 0 || !Number.isFinite(ends[0]) || !Number.isFinite(ends[1])) continue
    total += weight
    widths.forEach((width, i) => {
      const [lower, upper] = stretch(ends, width)
      held[i] = (held[i] as number) + (weight * errors.filter((error) => error >= lower && error <= upper).length) / errors.length
    })
  }
  if (total === 0) return 1
  const enough = held.findIndex((share) => share >= level * total)
  const width = widths[enough === -1 ? widths.length - 1 : enough] as number
  return Math.min(widest, 1 + ((width - 1) * total) / (total + belief))
}

/**
 * Interval for one new post around its predicted log rate: the model is refitted at seven past moments and must predict what came
 * next; the errors it made, recent ones weighing more, give the ends. The width is then adapted by how such intervals have held in the
 * past of this history. Sources: Barber, Candès, Ramdas & Tibshirani 2023, "Conformal prediction beyond exchangeability", Annals of
 * Statistics 51(2), section 3.1 (fixed weights, the new point at +∞); Gibbs & Candès 2021, "Adaptive conformal inference under
 * distribution shift", NeurIPS 34 (learning the width from past coverage; here in folds and on the width instead of the level). Cost:
 * seven fits.
 */
export const predictionInterval = (posts: Posts, generator: Generator, level = 0.8): Prediction => {
  const n = posts.slots.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (posts.days[a] as number) - (posts.days[b] as number) || a - b)
  const folds = origins.map((origin, fold): Fold => {
    const cut = Math.floor(n * origin)
    const predict = predictor(fitPosts(takePosts(posts, order.slice(0, cut)), generator.split(fold), 60))
    const errors = order.slice(cut, Math.floor(n * (origin + ahead))).map((i) => {
      const actual = Math.log(((posts.counts[i] as number) + 0.5) / (posts.exposures[i] as number))
      return actual - predict(posts.slots[i] as number, posts.formats[i] as number, posts.accounts[i] as number, posts.pillars?.[i])
    })
    return { errors, weight: ageing ** (origins.length - 1 - fold) }
  })
  const ends = endsOf(folds, level)
  const isKnown = Number.isFinite(ends[0]) && Number.isFinite(ends[1])
  const [lower, upper] = isKnown ? stretch(ends, chooseWidth(folds, level)) : ends
  return { lower, upper, level, n: n - Math.floor(n * (origins[0] as number)) }
}
