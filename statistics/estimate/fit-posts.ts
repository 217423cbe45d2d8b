/** What and when: partial pooling over weekday × hour and formats, with drift, in one Gaussian model whose scales are learned. */
import type { Generator } from '../random/generator.ts'
import { drawFormatDays, type FormatDays, weighFormatDays } from './format-days.ts'
import { type Equations, formatOffset, pillarOffset, sumEquations } from './post-equations.ts'
import { type Layout, layOutPosts, type Posts } from './post-layout.ts'
import { firstScales, fittedValues, type Outcomes, prepareOutcomes } from './post-outcomes.ts'
import { drawPosterior, eliminateRest, logEvidence, type ReducedEquations, solvePosterior } from './post-posterior.ts'
import { restPrecision, type Scales, slotPrecision } from './post-prior.ts'
import { slotCount, slotFeatures, type SlotFeatures } from './slot-features.ts'

/** Joint draws from the posterior; everything that is reported is read from these. Logs are natural logs of rates. */
export interface PostFit {
  layout: Layout
  outcomes: Outcomes
  /** Posts by format and by pillar. */
  formatPosts: Float64Array
  pillarPosts: Float64Array
  /** Draw by draw, 168 values: log gain of each slot over the average of the brand's own posts. */
  slotGains: Float64Array[]
  /** Draw by draw: log gain of each format over the average of the brand's own posts. */
  formatGains: Float64Array[]
  /** The same of each pillar; empty arrays where pillars are not told. */
  pillarGains: Float64Array[]
  /** Draw by draw, per account: log rate at present of an unpaid post of average format and pillar at an average of the used slots. */
  levels: Float64Array[]
  /** Posterior means of the four, free of the chance of drawing. */
  expected: { slots: Float64Array; formats: Float64Array; pillars: Float64Array; levels: Float64Array }
  /** Posterior mean of each scale, as standard deviations of log rates. */
  scales: Scales
}

const grids: Record<keyof Scales, number[]> = {
  drift: [0.02, 0.05, 0.1, 0.2, 0.4, 0.8],
  burst: [0.05, 0.1, 0.2, 0.4, 0.8],
  format: [0.05, 0.1, 0.2, 0.4, 0.8],
  pillar: [0.05, 0.1, 0.2, 0.4, 0.8],
  hour: [0, 0.08, 0.16, 0.32, 0.64],
  day: [0, 0.08, 0.16, 0.32, 0.64],
  both: [0, 0.08, 0.16, 0.32, 0.64],
}

/** Half-Cauchy on each scale (its width in units of the noise; half of it where slots and formats are concerned), on a grid of equal ratios; no difference at all takes a tenth. */
const logPrior = (scale: number, width = 0.5): number => (scale === 0 ? Math.log(0.1) : Math.log(scale / (1 + (scale / width) ** 2)))

interface Weighed {
  scales: Scales
  weight: number
}

/** Drift, burst, format and pillar scales that explain the data best; the slots' scales are integrated out later. */
const chooseRest = (equations: Equations, layout: Layout, features: SlotFeatures): { scales: Scales; reduced: ReducedEquations } => {
  const slot = slotPrecision(features, firstScales)
  // A random walk spreads with the square root of its length, and stretches differ in length.
  const driftWidth = 0.05 * Math.sqrt(layout.n / layout.levels / 8)
  const score = (scales: Scales) =>
    logEvidence(eliminateRest(equations, restPrecision(layout, scales)), slot) +
    logPrior(scales.format) +
    (layout.pillars > 0 ? logPrior(scales.pillar) : 0) +
    logPrior(scales.drift, driftWidth) +
    logPrior(scales.burst, 0.25)
  const bestOf = (candidates: Scales[]) =>
    candidates.map((scales) => ({ scales, score: score(scales) })).reduce((a, b) => (b.score > a.score ? b : a)).scales
  let byFormat = bestOf(grids.format.map((format) => ({ ...firstScales, format })))
  if (layout.pillars > 0) byFormat = bestOf(grids.pillar.map((pillar) => ({ ...byFormat, pillar })))
  // Drift and burst trade off along a ridge, so their posterior mean is used rather than its highest point.
  const tried = grids.drift.flatMap((drift) => grids.burst.map((burst) => ({ ...byFormat, drift, burst })))
  const scores = tried.map(score)
  const top = Math.max(...scores)
  let [total, drift, burst] = [0, 0, 0]
  tried.forEach((candidate, i) => {
    const weight = Math.exp((scores[i] as number) - top)
    total += weight
    drift += weight * Math.log(candidate.drift)
    burst += weight * Math.log(candidate.burst)
  })
  const scales = { ...byFormat, drift: Math.exp(drift / total), burst: Math.exp(burst / total) }
  return { scales, reduced: eliminateRest(equations, restPrecision(layout, scales)) }
}

/** Posterior weights of the slots' scales over the whole grid; those below a hundredth of the best are dropped. */
const weighSlotScales = (reduced: ReducedEquations, features: SlotFeatures, rest: Scales): Weighed[] => {
  const candidates = grids.hour.flatMap((hour) =>
    grids.day.flatMap((day) => grids.both.map((both) => ({ ...rest, hour, day, both }) satisfies Scales)),
  )
  const scores = candidates.map(
    (scales) =>
      logEvidence(reduced, slotPrecision(features, scales)) + logPrior(scales.hour) + logPrior(scales.day) + logPrior(scales.both),
  )
  const best = Math.max(...scores)
  const kept = candidates
    .map((scales, i) => ({ scales, weight: Math.exp((scores[i] as number) - best) }))
    .filter(({ weight }) => weight > 1e-2)
  const total = kept.reduce((sum, { weight }) => sum + weight, 0)
  return kept.map(({ scales, weight }) => ({ scales, weight: weight / total }))
}

const centreOn = (values: Float64Array, shares: ArrayLike<number>, total: number): number => {
  let average = 0
  for (let i = 0; i < values.length; i++) average += ((shares[i] as number) / total) * (values[i] as number)
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) - average
  return average
}

/**
 * Fits the model log rate = level(account, time) + format + pillar + paid + slot + noise, with slots as a cyclic Gaussian process, and draws from
 * its posterior, the slots' scales integrated over a grid. Source: Gelman & Hill 2007, ch. 12–13 (partial pooling); Rasmussen &
 * Williams 2006, 2.1 and 5.4 (weight-space processes, evidence). Cost: about 60 ms at 500 posts with 1,000 draws.
 */
export const fitPosts = (posts: Posts, generator: Generator, draws = 1000): PostFit => {
  const layout = layOutPosts(posts)
  const features = slotFeatures()
  const outcomes = prepareOutcomes(posts, layout, features)
  const equations = sumEquations(posts, layout, features, outcomes.values, outcomes.weights)
  const { scales: rest, reduced } = chooseRest(equations, layout, features)
  const weighed = weighSlotScales(reduced, features, rest)

  const formatPosts = countGroups(posts.formats, layout.formats)
  const pillarPosts = countGroups(posts.pillars ?? [], layout.pillars)
  const fit: PostFit = {
    layout,
    outcomes,
    formatPosts,
    pillarPosts,
    slotGains: [],
    formatGains: [],
    pillarGains: [],
    levels: [],
    expected: {
      slots: new Float64Array(slotCount),
      formats: new Float64Array(layout.formats),
      pillars: new Float64Array(layout.pillars),
      levels: new Float64Array(layout.accountPosts.length),
    },
    scales: meanScales(weighed, outcomes.noise),
  }
  const read = (values: Float64Array, extra: Float64Array | null) => {
    const slots = new Float64Array(slotCount)
    for (let s = 0; s < slotCount; s++) {
      let sum = 0
      for (let f = 0; f < features.count; f++)
        sum += (features.values[s * features.count + f] as number) * (values[equations.rest + f] as number)
      slots[s] = sum * outcomes.noise
    }
    const formats = Float64Array.from(
      { length: layout.formats },
      (_, f) => ((values[formatOffset(layout) + f] as number) + (extra?.[f] ?? 0)) * outcomes.noise,
    )
    const pillars = Float64Array.from({ length: layout.pillars }, (_, p) => (values[pillarOffset(layout) + p] as number) * outcomes.noise)
    const average =
      centreOn(slots, layout.slotPosts, layout.n) +
      centreOn(formats, formatPosts, layout.n) +
      centreOn(pillars, pillarPosts, layout.n) +
      outcomes.centre
    const levels = Float64Array.from(
      layout.accountPosts,
      (_, a) => (values[(layout.first[a + 1] as number) - 1] as number) * outcomes.noise + average,
    )
    return { slots, formats, pillars, levels }
  }
  const add = (sums: Float64Array, values: Float64Array, weight: number) => {
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + weight * (values[i] as number)
  }
  let interaction: FormatDays | null = null
  for (const [component, count] of allot(weighed, draws)) {
    if (count === 0) continue
    const posterior = solvePosterior(equations, restPrecision(layout, component.scales), slotPrecision(features, component.scales))
    const means = read(posterior.mean, null)
    add(fit.expected.slots, means.slots, count / draws)
    add(fit.expected.formats, means.formats, count / draws)
    add(fit.expected.pillars, means.pillars, count / draws)
    add(fit.expected.levels, means.levels, count / draws)
    interaction ??= weighFormatDays(posts, layout, outcomes, fittedValues(posts, layout, features, posterior.mean))
    for (let d = 0; d < count; d++) {
      const drawn = read(drawPosterior(posterior, generator).values, drawFormatDays(interaction, generator))
      fit.slotGains.push(drawn.slots)
      fit.formatGains.push(drawn.formats)
      fit.pillarGains.push(drawn.pillars)
      fit.levels.push(drawn.levels)
    }
  }
  return fit
}

/** Posts by format, or by pillar. */
const countGroups = (groups: ArrayLike<number>, count: number): Float64Array => {
  const counts = new Float64Array(count)
  for (let i = 0; i < groups.length; i++) counts[groups[i] as number] = (counts[groups[i] as number] as number) + 1
  return counts
}

/** How many draws each component gets: largest remainders, so that the counts sum to `draws`. */
const allot = (weighed: Weighed[], draws: number): [Weighed, number][] => {
  let given = 0
  let share = 0
  return weighed.map((component) => {
    share += component.weight
    const count = Math.round(share * draws) - given
    given += count
    return [component, count]
  })
}

const meanScales = (weighed: Weighed[], noise: number): Scales => {
  const mean: Scales = { drift: 0, burst: 0, format: 0, pillar: 0, hour: 0, day: 0, both: 0 }
  for (const { scales, weight } of weighed)
    for (const name of Object.keys(mean) as (keyof Scales)[]) mean[name] += weight * scales[name] * noise
  return mean
}
