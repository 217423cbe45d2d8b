/** Did others of the same network move at the same time? */
import { median } from '../describe/median.ts'
import { type Baseline, spreadElsewhere, windowOf } from './growth-baseline.ts'

export interface PanelEvidence {
  /** Other accounts with readings around the time, and how many of them moved the same way beyond chance. */
  others: number
  moved: number
  /** Middle relative change of the others beyond their own habit; null without others. */
  change: number | null
  /** Chance of so many movers if nothing was shared. */
  p: number
}

/** Every account has such a move of its own in this share of windows. */
const chanceOfMove = 0.03
const movedScore = 2.5
/** Readings of others may lie this many days outside the window. */
const slackDays = 16

const binomialTail = (k: number, n: number, p: number): number => {
  let [tail, term] = [0, (1 - p) ** n]
  for (let i = 0; i <= n; i++) {
    if (i >= k) tail += term
    term *= ((n - i) / (i + 1)) * (p / (1 - p))
  }
  return Math.min(1, tail)
}

const indexAtOrBefore = (days: Float64Array, day: number): number => {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * Others' steps that touch (fromDay, toDay], together, against their own habit. An account without readings within 16 days around says nothing.
 * Cost: O(accounts · n log n).
 */
export const weighPanel = (others: Baseline[], fromDay: number, toDay: number, direction: 1 | -1): PanelEvidence => {
  const changes: number[] = []
  let moved = 0
  for (const other of others) {
    const from = Math.max(0, indexAtOrBefore(other.days, fromDay + 1e-9))
    let to = indexAtOrBefore(other.days, toDay - 1e-9) + 1
    to = Math.min(to, other.n)
    if (to <= from || (other.days[0] as number) >= toDay || (other.days[other.n] as number) <= fromDay) continue
    const { excess, span } = windowOf(other, from, to)
    if (span > toDay - fromDay + 2 * slackDays) continue
    changes.push(excess)
    const spread = spreadElsewhere(other, from, to)
    if ((direction * excess) / spread.deviation >= movedScore) moved++
  }
  return {
    others: changes.length,
    moved,
    change: changes.length === 0 ? null : Math.expm1(median(changes)),
    p: moved === 0 ? 1 : binomialTail(moved, changes.length, chanceOfMove),
  }
}
