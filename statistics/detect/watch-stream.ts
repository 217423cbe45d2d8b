/** Watches a stream value by value for a level that shifted: a cumulative sum of what is new, on both sides. */
import { estimateNoise } from './estimate-noise.ts'

export interface Watch {
  mean: number
  deviation: number
  dependence: number
  /** The value before, as deviations from the mean; null at the start and after a gap. */
  last: number | null
  /** Evidence so far for a rise and for a fall, and where each began. */
  up: number
  down: number
  upSince: number
  downSince: number
  seen: number
}

export interface Alarm {
  direction: 'up' | 'down'
  /** Counted from the first watched value: where the shift most likely began. */
  since: number
}

/** Beyond this, squares are no numbers any more. */
const largest = 1e100

export const watchDefaults = { allowance: 0.5, threshold: 11, fewest: 30 }

/**
 * Learns the normal state from a baseline in time order (NaN is missing). Answers too-little-data below 30 values, or without any
 * variation. Errors: a RangeError for a value beyond 1e100. Cost: O(n log n).
 */
export const startWatch = (baseline: ArrayLike<number>): Watch | { kind: 'too-little-data'; have: number; need: number } => {
  const seen = Array.from(baseline).filter((value) => Number.isFinite(value))
  if (seen.some((value) => Math.abs(value) > largest)) throw new RangeError('The baseline has a value too large to be one; leave it empty.')
  const few = { kind: 'too-little-data' as const, have: seen.length, need: watchDefaults.fewest }
  if (seen.length < watchDefaults.fewest) return few
  const { dependence, variance } = estimateNoise(seen, 0.85)
  if (!(variance > 1e-200)) return { ...few, need: seen.length + 1 }
  const mean = seen.reduce((a, b) => a + b, 0) / seen.length
  return { mean, deviation: Math.sqrt(variance), dependence, last: null, up: 0, down: 0, upSince: 0, downSince: 0, seen: 0 }
}

/**
 * The watch after one more value, and an alarm when the evidence has passed the threshold; evidence then starts anew. The state handed
 * in is not changed. Sources: Page 1954, Biometrika 41, doi:10.1093/biomet/41.1-2.100; on innovations: Lu & Reynolds 2001, Journal of
 * Quality Technology 33(3), doi:10.1080/00224065.2001.11980082. Cost: O(1).
 */
export const watchNext = (watch: Watch, value: number): { watch: Watch; alarm: Alarm | null } => {
  const seen = watch.seen + 1
  if (!Number.isFinite(value)) return { watch: { ...watch, seen, last: null }, alarm: null }
  const off = Math.min(largest, Math.max(-largest, (value - watch.mean) / watch.deviation))
  const lean = watch.last === null ? 0 : watch.dependence
  const fresh = watch.last === null ? off * Math.sqrt(1 - watch.dependence ** 2) : off - lean * watch.last
  // One value alone, however far off, is an outlier and no shift.
  const news = Math.min(4, Math.max(-4, fresh))
  const up = Math.max(0, watch.up + news - watchDefaults.allowance)
  const down = Math.max(0, watch.down - news - watchDefaults.allowance)
  const upSince = watch.up === 0 ? watch.seen : watch.upSince
  const downSince = watch.down === 0 ? watch.seen : watch.downSince
  const next = { ...watch, seen, last: off, up, down, upSince, downSince }
  if (up <= watchDefaults.threshold && down <= watchDefaults.threshold) return { watch: next, alarm: null }
  const alarm: Alarm = up >= down ? { direction: 'up', since: upSince } : { direction: 'down', since: downSince }
  return { watch: { ...next, up: 0, down: 0 }, alarm }
}
