/** Turns counts into log rates with honest weights, and tames the few wild posts that would otherwise decide everything. */
import { median, robustDeviation } from '../describe/median.ts'
import { sumEquations } from './post-equations.ts'
import { burstOffset, formatOffset, paidOffset, pillarOffset } from './post-equations.ts'
import type { Layout, Posts } from './post-layout.ts'
import { solvePosterior } from './post-posterior.ts'
import { restPrecision, type Scales, slotPrecision } from './post-prior.ts'
import type { SlotFeatures } from './slot-features.ts'

export interface Outcomes {
  /** Log rates, wild ones drawn in, less `centre` and in units of the noise. */
  values: Float64Array
  /** Relative precision: near 1 for posts with many counts, below for posts whose count is small and so noisy by itself. */
  weights: Float64Array
  /** Mean log rate that was taken off. */
  centre: number
  /** Standard deviation of a log rate between like posts, beside the noise of counting. */
  noise: number
  /** Share of posts that were drawn in. */
  tamed: number
}

/** Scales of the first look, before any are learned. */
export const firstScales: Scales = { drift: 0.1, burst: 0.2, format: 0.3, pillar: 0.3, hour: 0.25, day: 0.15, both: 0.1 }
/** Residuals beyond this many standard deviations are drawn in to it. */
const limit = 2
const rounds = 3

/** The model's value for each post, from a solved posterior. Cost: O(n) + 168 × features. */
export const fittedValues = (posts: Posts, layout: Layout, features: SlotFeatures, mean: Float64Array): Float64Array => {
  const rest = mean.length - features.count
  const slotEffects = new Float64Array(layout.slotPosts.length)
  for (let s = 0; s < slotEffects.length; s++) {
    let sum = 0
    for (let f = 0; f < features.count; f++) sum += (features.values[s * features.count + f] as number) * (mean[rest + f] as number)
    slotEffects[s] = sum
  }
  return Float64Array.from(
    { length: layout.n },
    (_, i) =>
      (mean[layout.level[i] as number] as number) +
      (mean[burstOffset(layout) + (layout.level[i] as number)] as number) +
      (mean[formatOffset(layout) + (posts.formats[i] as number)] as number) +
      (posts.pillars ? (mean[pillarOffset(layout) + (posts.pillars[i] as number)] as number) : 0) +
      (layout.hasPaid && posts.paid[i] ? (mean[paidOffset(layout)] as number) : 0) +
      (slotEffects[posts.slots[i] as number] as number),
  )
}

/**
 * Log rates ln((count + ½) / exposure), weighted by their variance noise² + 1 / (expected count + ½) (delta method for counts), with
 * Huber's pseudo-values: residuals beyond two standard deviations are drawn in, and the rest stretched by as much as that took away,
 * so that intervals keep their meaning. `scales` is what the first look may see. Source: Huber 1981, Robust Statistics, 7.10; Anscombe 1948 for the half. Cost: four solves.
 */
export const prepareOutcomes = (posts: Posts, layout: Layout, features: SlotFeatures, scales: Scales = firstScales): Outcomes => {
  const n = layout.n
  const raw = Float64Array.from({ length: n }, (_, i) => Math.log(((posts.counts[i] as number) + 0.5) / (posts.exposures[i] as number)))
  const centre = median(raw)
  const centred = raw.map((value) => value - centre)
  const rest = restPrecision(layout, scales)
  const slot = slotPrecision(features, scales)
  let noise = Math.max(0.05, robustDeviation(centred))
  let weights: Float64Array = new Float64Array(n).fill(1)
  let values: Float64Array = centred.map((value) => value / noise)
  let tamed = 0
  // Roughly what the first look's shrunken levels, formats and slots use up.
  const freedom = Math.min(n / 2, layout.levels / 2 + layout.formats + layout.pillars + 8)
  for (let round = 0; round < rounds; round++) {
    const { mean } = solvePosterior(sumEquations(posts, layout, features, values, weights), rest, slot)
    const fitted = fittedValues(posts, layout, features, mean).map((value) => value * noise)
    const counting = fitted.map((value, i) => 1 / (Math.exp(value + centre) * (posts.exposures[i] as number) + 0.5))
    const residuals = centred.map((value, i) => value - (fitted[i] as number))
    // What counting alone explains is not noise between posts; what the fit took up by its own freedom is.
    const spread = robustDeviation(residuals) ** 2 * (n / (n - freedom))
    noise = Math.max(0.05, Math.sqrt(Math.max(0, spread - median(counting))))
    weights = counting.map((variance) => noise ** 2 / (noise ** 2 + variance))
    const scaled = residuals.map((value, i) => (value * Math.sqrt(weights[i] as number)) / noise)
    let inside = 0
    for (const value of scaled) if (Math.abs(value) <= limit) inside++
    tamed = 1 - inside / n
    const stretch = inside === 0 ? 1 : n / inside
    values = fitted.map(
      (value, i) =>
        (value + (Math.max(-limit, Math.min(limit, scaled[i] as number)) * stretch * noise) / Math.sqrt(weights[i] as number)) / noise,
    )
  }
  return { values, weights, centre, noise, tamed }
}
