/** How far a day lies from what the days before led to expect: without level, weekday, and what it owes to yesterday. */
import { median } from '../../../../statistics/describe/median.ts'

/** The expectation comes from days that are over for a while, so that a new level stays a surprise for some weeks. */
export const windows = {
  day: { longest: 63, gap: 8, fewest: 21, week: 7 },
  week: { longest: 30, gap: 2, fewest: 9, week: 1 },
} as const

/** All of it taken away hides shifts from day to day; none of it raises three false alarms for one. On simulated brands this keeps the promise. */
const taken = 0.6

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

/**
 * The surprise of day `at` from the days of the same level (`start` is the first of them), and what was left of it before dependence. NaN
 * until enough is known. Uses no later day. Cost: O(window).
 */
export const surpriseOf = (
  levels: readonly number[],
  at: number,
  start: number,
  step: 'day' | 'week',
  rests: readonly number[],
): { rest: number; surprise: number } => {
  const rest = (levels[at] as number) - expectation(levels, at, start, step)
  if (Number.isNaN(rest)) return { rest, surprise: Number.NaN }
  const yesterday = rests[at - 1] ?? Number.NaN
  const phi = Number.isNaN(yesterday) ? 0 : dependence(rests.slice(Math.max(start, at - 120), Math.max(start, at - windows[step].gap)))
  return { rest, surprise: phi === 0 ? rest : rest - taken * phi * yesterday }
}
