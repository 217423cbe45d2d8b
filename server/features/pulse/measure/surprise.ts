/** How far a day lies from what the days before led to expect: without level, weekday, own posting, and what it owes to yesterday. */
import { median } from '../../../../statistics/describe/median.ts'
import { explainByPosts } from './posting.ts'

/** The expectation comes from days that are over for a while, so that a new level stays a surprise for some weeks. */
export const windows = {
  day: { longest: 63, gap: 8, fewest: 21, week: 7 },
  week: { longest: 30, gap: 2, fewest: 9, week: 1 },
} as const

/** Dependence is learned from this many days. */
const memory = 120

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value))

const expectation = (levels: readonly number[], at: number, start: number, step: 'day' | 'week'): number => {
  const { longest, gap, fewest, week } = windows[step]
  const from = Math.max(start, at - longest)
  const reference = levels.slice(from, Math.max(from, at - gap + 1))
  const all = known(reference)
  if (all.length < fewest) return Number.NaN
  const base = median(all)
  if (week === 1) return base
  const same = known(reference.filter((_, i) => (at - from - i) % week === 0))
  // A weekday is pulled towards the level while few of its kind are known.
  return same.length < 3 ? base : base + ((median(same) - base) * same.length) / (same.length + 2)
}

/** What each day owes to the day before, from the days that are over; between 0 and 0.8. */
const dependence = (rests: readonly number[]): number => {
  let [products, squares, n] = [0, 0, 0]
  for (let i = 1; i < rests.length; i++) {
    const [one, other] = [rests[i - 1] as number, rests[i] as number]
    if (Number.isNaN(one) || Number.isNaN(other)) continue
    products += one * other
    squares += one * one
    n++
  }
  return n < 15 || squares === 0 ? 0 : Math.min(0.8, Math.max(0, products / squares))
}

/** What is left of each day so far: beyond level and weekday, and beyond own posting too. */
export interface Rests {
  level: number[]
  posting: number[]
}

/**
 * The surprise of day `at` from the days of the same level (`start` is the first of them); notes what is left of it in `rests`. NaN until
 * enough is known. Uses no later day. Cost: O(window).
 */
export const surpriseOf = (
  { levels, posts, step }: { levels: readonly number[]; posts: readonly number[] | null; step: 'day' | 'week' },
  at: number,
  start: number,
  rests: Rests,
): number => {
  const rest = (levels[at] as number) - expectation(levels, at, start, step)
  rests.level[at] = rest
  const cleared = Number.isNaN(rest) || posts === null ? rest : rest - explainByPosts(rests.level, posts, at, 0, windows[step].gap)
  rests.posting[at] = cleared
  const yesterday = rests.posting[at - 1] ?? Number.NaN
  if (Number.isNaN(cleared) || Number.isNaN(yesterday)) return cleared
  const phi = dependence(rests.posting.slice(Math.max(0, at - memory), Math.max(0, at - windows[step].gap)))
  return cleared - phi * yesterday
}
