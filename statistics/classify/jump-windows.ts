/** Finds the windows in which an account grew or shrank most beyond its habit, each as short as the evidence allows. */
import { type Baseline, movedSizes, type Spread, spreadElsewhere, windowOf } from './growth-baseline.ts'
import { quantileSorted } from '../describe/quantile.ts'

export interface JumpWindow {
  /** Steps [from, to): from the reading before the jump to the last reading in it. */
  from: number
  to: number
  /** Log change beyond expectation, and the days it took. */
  excess: number
  span: number
  spread: Spread
  /** Excess in deviations of like windows. */
  score: number
}

const longestDays = 14
const mostSteps = 20
const pace = 1 / 3
const mostWindows = 40

/**
 * Windows of up to 14 days (or one step, however long), the most extreme first, none touching another, down to a score of `least`. Source:
 * the scan statistic over windows of several lengths, each against its own spread (Glaz, Naus & Wallenstein 2001, Scan Statistics).
 * Cost: O(20 n log n), and O(n log n) a window.
 */
export const scanWindows = (baseline: Baseline, direction: 1 | -1, least: number): JumpWindow[] => {
  const { n, power, floors } = baseline
  if (n === 0) return []
  const longest = Math.min(mostSteps, n)
  const candidates: { from: number; to: number; score: number }[] = []
  for (let count = 1; count <= longest; count++) {
    const starts: number[] = []
    const scaled: number[] = []
    for (let from = 0; from + count <= n; from++) {
      const { excess, span } = windowOf(baseline, from, from + count)
      if (count > 1 && span > longestDays) continue
      starts.push(from)
      scaled.push(excess / span ** (power / 2))
    }
    if (count > 1 && starts.length < 8) continue
    const sizes = movedSizes(scaled)
    // Not the tail: in windows of many steps a single burst fills a tenth of all.
    const scale = quantileSorted(sizes, 0.6827)
    for (const from of starts) {
      const { excess, span } = windowOf(baseline, from, from + count)
      const score = (direction * excess) / Math.hypot(scale * span ** (power / 2), floors[from] as number)
      if (score >= least) candidates.push({ from, to: from + count, score })
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to)
  const taken = new Uint8Array(n)
  const windows: JumpWindow[] = []
  for (const { from, to } of candidates) {
    if (windows.length >= mostWindows) break
    if (taken.subarray(Math.max(0, from - 1), to + 1).some((is) => is === 1)) continue
    const tight = settle(baseline, direction, from, to)
    if (taken.subarray(tight.from, tight.to).some((is) => is === 1)) continue
    taken.fill(1, tight.from, tight.to)
    const spread = spreadElsewhere(baseline, tight.from, tight.to)
    const { excess, span } = windowOf(baseline, tight.from, tight.to)
    windows.push({ ...tight, excess, span, spread, score: (direction * excess) / spread.deviation })
  }
  return windows
}

/** Steps at the ends that add next to nothing are no part of the jump; neighbours that go on at a third of its pace are, up to 14 days. */
const settle = (baseline: Baseline, direction: number, first: number, last: number): { from: number; to: number } => {
  let [from, to] = [first, last]
  const { excess, spans, days, n } = baseline
  const least = 0.03 * direction * windowOf(baseline, from, to).excess
  while (to - from > 1 && direction * (excess[from] as number) < least) from++
  while (to - from > 1 && direction * (excess[to - 1] as number) < least) to--
  const goesOn = (step: number, nextFrom: number, nextTo: number) => {
    const window = windowOf(baseline, from, to)
    return (
      step >= 0 &&
      step < n &&
      (days[nextTo] as number) - (days[nextFrom] as number) <= longestDays + 1 &&
      direction * (excess[step] as number) > ((direction * window.excess) / window.span) * (spans[step] as number) * pace
    )
  }
  while (goesOn(from - 1, from - 1, to)) from--
  while (goesOn(to, from, to + 1)) to++
  return { from, to }
}
