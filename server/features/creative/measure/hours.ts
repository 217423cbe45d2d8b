/** Hours a piece takes, and hours that many pieces take together, with what is not known about them. Pure. */
import type { HoursRange } from '../../../../contract/creative.ts'
import type { Format } from '../../../../contract/content.ts'
import { normalQuantile } from '../../../../statistics/distributions/normal.ts'
import { studentQuantile } from '../../../../statistics/distributions/student-t.ts'

/** Every range here holds four times in five. */
export const level = 0.8
const z = normalQuantile((1 + level) / 2)
/** So many logged pieces of a format say more than an expectation. */
export const fewestLogged = 5

/** Openly assumed until somebody says better or hours were logged. */
export const assumedHours: Record<Format, HoursRange> = {
  text: { low: 0.5, likely: 1, high: 2 },
  photo: { low: 1, likely: 2, high: 4 },
  carousel: { low: 2, likely: 4, high: 8 },
  video: { low: 4, likely: 8, high: 16 },
  reel: { low: 2, likely: 5, high: 10 },
  story: { low: 0.5, likely: 1, high: 2 },
  link: { low: 0.5, likely: 1, high: 2 },
  poll: { low: 0.25, likely: 0.5, high: 1 },
  document: { low: 3, likely: 6, high: 12 },
  live: { low: 2, likely: 4, high: 8 },
  other: { low: 1, likely: 2, high: 4 },
}

export interface PieceHours {
  source: 'logged' | 'expected' | 'assumed'
  n: number
  /** Of one piece: its mean, and where one piece will lie. */
  mean: number
  interval: [number, number]
  /** Deviation from piece to piece, and of the mean itself: the first evens out over many pieces, the second does not. */
  pieceDeviation: number
  meanDeviation: number
}

/**
 * From logged pieces (at least five), by their logarithms: a piece's range is the t prediction interval of Hahn & Meeker (1991, Statistical Intervals, 4.7)
 * on the log scale. Else from an expected 10–50–90 range, with Swanson's mean 0.3 P10 + 0.4 P50 + 0.3 P90 (Hurst, Brown & Swanson 2000), whose error all
 * pieces share. Cost: O(n).
 */
export const measurePieceHours = (logged: number[], expected: HoursRange | undefined, format: Format): PieceHours => {
  const known = logged.filter((hours) => hours > 0)
  const n = known.length
  if (n >= fewestLogged) {
    const logs = known.map(Math.log)
    const center = logs.reduce((sum, one) => sum + one, 0) / n
    const spread = Math.sqrt(logs.reduce((sum, one) => sum + (one - center) ** 2, 0) / (n - 1))
    const t = studentQuantile((1 + level) / 2, n - 1)
    const reach = t * spread * Math.sqrt(1 + 1 / n)
    const mean = known.reduce((sum, one) => sum + one, 0) / n
    const deviation = Math.sqrt(known.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)) * (t / z)
    return {
      source: 'logged',
      n,
      mean,
      interval: [Math.exp(center - reach), Math.exp(center + reach)],
      pieceDeviation: deviation,
      meanDeviation: deviation / Math.sqrt(n),
    }
  }
  const range = expected ?? assumedHours[format]
  return {
    source: expected === undefined ? 'assumed' : 'expected',
    n: 0,
    mean: 0.3 * range.low + 0.4 * range.likely + 0.3 * range.high,
    interval: [range.low, range.high],
    pieceDeviation: 0,
    meanDeviation: (range.high - range.low) / (2 * z),
  }
}

/** So many pieces of one kind, some of whose hours may be done already. `count` may be a fraction: an average week has them. */
export interface Load {
  of: PieceHours
  count: number
  /** Deviation of the count itself, where it is a habit and no plan. */
  countDeviation: number
  /** Hours already worked on them. */
  done: number
}

/**
 * The hours that loads take together. Variances add; what all pieces of a kind share adds as a whole. The sum is taken for log-normal with these two
 * moments (Fenton 1960), so that it cannot fall below zero. Cost: O(loads).
 */
export const sumHours = (loads: Load[]): { value: number; interval: [number, number] } => {
  let mean = 0
  let variance = 0
  for (const { of, count, countDeviation, done } of loads) {
    const rest = Math.max(0, of.mean * count - done)
    const share = of.mean * count === 0 ? 0 : rest / (of.mean * count)
    mean += rest
    variance += share ** 2 * (count * of.pieceDeviation ** 2 + (count * of.meanDeviation) ** 2) + (countDeviation * of.mean) ** 2
  }
  if (mean === 0) return { value: 0, interval: [0, 0] }
  const width = Math.sqrt(Math.log1p(variance / mean ** 2))
  const center = Math.log(mean) - width ** 2 / 2
  return { value: mean, interval: [Math.exp(center - z * width), Math.exp(center + z * width)] }
}
