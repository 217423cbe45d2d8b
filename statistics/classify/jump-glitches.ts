/** Readings that leave the line and come back to it: faults of the count, not of the audience. */
import { type Baseline, spreadElsewhere, windowOf } from './growth-baseline.ts'

export interface Glitch {
  /** The readings that are off, [first, last]. */
  first: number
  last: number
  /** Log deviation from the line between the readings around it. */
  excess: number
  deviation: number
  score: number
}

const mostReadings = 3
const mostDays = 10
/** What may be left of the jump after the return. */
const remainder = 0.25
const leastScore = 6
const leastExcess = 0.01

/**
 * Runs of up to three readings (several only within ten days) that stand off by at least six deviations and 1%, whose way back undoes the way there to a
 * quarter. Like Hampel's identifier, but on steps, so that growth does not hide them. The last reading is never called a glitch:
 * nobody knows yet whether it comes back. Cost: O(n), and O(n log n) a suspect.
 */
export const findGlitches = (baseline: Baseline, usual: number): Glitch[] => {
  const { n, excess, days } = baseline
  const found: Glitch[] = []
  for (let first = 1; first < n; first++) {
    for (let last = first; last < Math.min(n, first + mostReadings); last++) {
      if (last > first && (days[last + 1] as number) - (days[first - 1] as number) > mostDays) break
      const [there, back] = [excess[first - 1] as number, excess[last] as number]
      const size = Math.min(Math.abs(there), Math.abs(back))
      if (there * back >= 0 || size < leastExcess || size < 3 * usual) continue
      if (Math.abs(windowOf(baseline, first - 1, last + 1).excess) > remainder * size) continue
      const { deviation } = spreadElsewhere(baseline, first - 1, last + 1)
      const score = size / deviation
      if (score < leastScore || !standsOff(baseline, first, last, there)) continue
      found.push({ first, last, excess: (there - back) / 2, deviation, score })
      first = last + 1
      break
    }
  }
  return found
}

const standsOff = (baseline: Baseline, first: number, last: number, there: number): boolean => {
  for (let reading = first; reading <= last; reading++) if (windowOf(baseline, first - 1, reading).excess / there < 0.5) return false
  return true
}
