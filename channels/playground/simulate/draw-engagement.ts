/** What a post would get: its expectation under the truth, and one draw of it. */
import { createGenerator, type Generator } from './generator.ts'
import type { Outcome, SimulatedFormat, Truth } from './types.ts'
import { dayMs, isRamadan, type LocalMoment, localMoment } from './zone.ts'

/** A post that was published, will be, or would have been. */
export interface Placing {
  /** Milliseconds since 1970. */
  at: number
  format: SimulatedFormat
  paid?: boolean
}

/** How engagements fall apart, and clicks an impression, by format. */
const parts: Record<SimulatedFormat, { reactions: number; comments: number; shares: number; clicks: number }> = {
  text: { reactions: 0.83, comments: 0.09, shares: 0.06, clicks: 0.004 },
  photo: { reactions: 0.855, comments: 0.06, shares: 0.04, clicks: 0.006 },
  carousel: { reactions: 0.765, comments: 0.06, shares: 0.05, clicks: 0.008 },
  reel: { reactions: 0.8, comments: 0.05, shares: 0.08, clicks: 0.003 },
  link: { reactions: 0.84, comments: 0.05, shares: 0.06, clicks: 0.025 },
}
const buyersPerClick = 0.04
const followersPerReach = 0.0006

/** Followers whom posts reach, by expectation; bought ones look at nothing. `day` counts from the truth's first day. */
export const expectedAudience = ({ audience }: Truth, day: number): number =>
  audience.first * Math.exp(Math.log1p(audience.growth) * (day / 365.25))

const wave = (truth: Truth, day: number) =>
  truth.effects.trend.wave * Math.sin((2 * Math.PI * day) / truth.wave.periodDays + truth.wave.phase)

const expectedImpressions = (truth: Truth, { at, format, paid = false }: Placing, local: LocalMoment): number => {
  const { effects } = truth
  const day = (at - truth.startsAt) / dayMs
  let log = truth.formatReach[format] + effects.trend.reach * (day / 365.25) + wave(truth, day)
  if (effects.ramadan !== 0 && isRamadan(local.localDay)) log += effects.ramadan
  if (local.weekday >= 4) log += effects.weekend
  if (paid) log += Math.log(effects.paid.reach)
  if (effects.algorithm !== null && effects.algorithm.format === format && day >= effects.algorithm.day)
    log += Math.log(effects.algorithm.factor)
  return expectedAudience(truth, day) * truth.reachPerFollower * Math.exp(log)
}

/** Log engagement rate of a typical post (before its own noise) at a placing. */
const logRate = (truth: Truth, { at, format, paid = false }: Placing, local: LocalMoment): number => {
  const day = (at - truth.startsAt) / dayMs
  return (
    truth.baseLogRate +
    (truth.slots[local.slot] as number) +
    truth.formats[format] +
    (truth.formatByWeekday[format][local.weekday] as number) +
    truth.effects.trend.rate * (day / 365.25) +
    wave(truth, day) / 2 +
    (paid ? Math.log(truth.effects.paid.rate) : 0)
  )
}

const wildShare = 0.1
const wildness = 2.5
/** Noise with heavy tails: a normal that is wilder in one post of ten. */
const drawNoise = (random: Generator, spread: number) => random.normal() * spread * (random.uniform() < wildShare ? wildness : 1)
/** Mean of exp(noise). */
const meanOfNoise = (spread: number) => (1 - wildShare) * Math.exp(spread ** 2 / 2) + wildShare * Math.exp((wildness * spread) ** 2 / 2)

export interface Expectation {
  impressions: number
  engagements: number
  /** Engagement rate of a typical (median) post there. */
  rate: number
}

/**
 * What posts at a placing get on average, over all chance; `engagements` is the mean of drawEngagement's (to within the cap that a person
 * engages once per impression). Pure. Cost: O(1).
 */
export const expectedEngagement = (truth: Truth, placing: Placing): Expectation => {
  const local = localMoment(truth.timeZone, placing.at)
  const rate = Math.exp(logRate(truth, placing, local))
  const impressions = expectedImpressions(truth, placing, local) * meanOfNoise(truth.effects.noise.reach)
  return { impressions, rate, engagements: impressions * rate * meanOfNoise(truth.effects.noise.rate) }
}

/**
 * The final totals of one post. The same truth, key and placing give the same numbers; another key is another throw of the dice. With the
 * same key two placings share their luck, so that policies can be compared post by post. Pure. Cost: about 2 µs.
 */
export const drawEngagement = (truth: Truth, placing: Placing, key: string): Outcome => {
  const local = localMoment(truth.timeZone, placing.at)
  const random = createGenerator(`${truth.seed}/post/${key}`)
  const [reachNoise, rateNoise] = [drawNoise(random, truth.effects.noise.reach), drawNoise(random, truth.effects.noise.rate)]
  const seen = random.uniform()
  const impressions = random.poisson(expectedImpressions(truth, placing, local) * Math.exp(reachNoise))
  const reach = Math.min(impressions, Math.round(impressions * (0.76 + 0.12 * seen)))
  const share = Math.min(0.9, Math.exp(logRate(truth, placing, local) + rateNoise))
  const engagements = Math.min(impressions, random.poisson(impressions * share))
  const { clicks: clickRate, ...split } = parts[placing.format]
  const comments = take(random, engagements, split.comments)
  const passedOn = take(random, engagements - comments, split.shares / (1 - split.comments))
  const reactions = take(random, engagements - comments - passedOn, split.reactions / (1 - split.comments - split.shares))
  const clicks = Math.min(reach, random.poisson(impressions * clickRate * Math.exp(rateNoise / 2)))
  return {
    impressions,
    reach,
    engagements,
    reactions,
    comments,
    shares: passedOn,
    saves: engagements - comments - passedOn - reactions,
    clicks,
    sales: take(random, clicks, buyersPerClick),
    follows: random.poisson(reach * followersPerReach),
  }
}

/** Binomial: single throws while they are few, a rounded normal where they are many. */
const take = (random: Generator, n: number, chance: number): number => {
  if (n > 400) return Math.min(n, Math.max(0, Math.round(n * chance + Math.sqrt(n * chance * (1 - chance)) * random.normal())))
  let count = 0
  for (let i = 0; i < n; i++) if (random.uniform() < chance) count++
  return count
}
