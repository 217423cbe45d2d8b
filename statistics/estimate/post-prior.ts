/** What the model of posts believes before it sees the data: how far levels drift, and how far formats and slots differ. */
import { burstOffset, formatOffset, paidOffset, pillarOffset, restCount } from './post-equations.ts'
import type { Layout } from './post-layout.ts'
import type { SlotFeatures } from './slot-features.ts'

/** Standard deviations as multiples of the noise between posts. Zero means: no such differences. */
export interface Scales {
  /** Step of an account's level from one stretch of posts to the next, there to stay. */
  drift: number
  /** What a stretch has for itself and takes with it. */
  burst: number
  format: number
  pillar: number
  hour: number
  day: number
  both: number
}

/** How much of a burst is left in the next stretch. */
const fading = 0.7
/** A level's own spread before any data, and paid's: so wide that the data decide. */
const wide = 30
/** A variance of zero is written as this small one, to keep one code path. */
const tiny = 1e-9

/**
 * Prior precision of levels (a random walk in each account), bursts (what a stretch alone has), formats and pillars (exchangeable) and paid.
 * Source: Harvey 1989, Forecasting, Structural Time Series Models, 2.3 (local level); Rue & Held 2005, 3.3. Cost: rest².
 */
export const restPrecision = (layout: Layout, scales: Scales): Float64Array => {
  const rest = restCount(layout)
  const precision = new Float64Array(rest * rest)
  const add = (a: number, b: number, value: number) => (precision[a * rest + b] = (precision[a * rest + b] as number) + value)
  const step = 1 / Math.max(scales.drift ** 2, tiny)
  const burst = 1 / Math.max(scales.burst ** 2 * (1 - fading ** 2), tiny)
  for (let account = 0; account < layout.accountPosts.length; account++) {
    const start = layout.first[account] as number
    const end = layout.first[account + 1] as number
    for (let level = start; level < end; level++) {
      const at = burstOffset(layout) + level
      // A weak pull of every level towards the general mean keeps the whole proper.
      add(level, level, 1 / (wide * wide))
      add(at, at, end - start === 1 ? burst * (1 - fading ** 2) : level === start || level === end - 1 ? burst : burst * (1 + fading ** 2))
      if (level === start) continue
      add(level, level, step)
      add(level - 1, level - 1, step)
      add(level, level - 1, -step)
      add(level - 1, level, -step)
      add(at, at - 1, -fading * burst)
      add(at - 1, at, -fading * burst)
    }
  }
  for (let f = 0; f < layout.formats; f++) add(formatOffset(layout) + f, formatOffset(layout) + f, 1 / Math.max(scales.format ** 2, tiny))
  for (let p = 0; p < layout.pillars; p++) add(pillarOffset(layout) + p, pillarOffset(layout) + p, 1 / Math.max(scales.pillar ** 2, tiny))
  if (layout.hasPaid) add(paidOffset(layout), paidOffset(layout), 1 / (wide * wide))
  return precision
}

/** Prior precision of the slot weights, one per feature. */
export const slotPrecision = (features: SlotFeatures, scales: Scales): Float64Array =>
  Float64Array.from(features.groups, (group) => 1 / Math.max(scales[group] ** 2, tiny))
