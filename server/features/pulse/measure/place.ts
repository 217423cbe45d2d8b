/** Where a shift lies, how large it is, and how sure both are; from the days around it, once the watch has rung. */
import { studentQuantile } from '../../../../statistics/distributions/student-t.ts'
import { findChanges } from '../../../../statistics/detect/find-changes.ts'
import { removeSeason } from '../../../../statistics/detect/remove-season.ts'

export interface Place {
  index: number
  interval: [number, number]
  before: number
  after: number
  shift: { value: number; interval: [number, number] }
  level: number
  n: number
}

const level = 0.95
/** Where findChanges says that the level wanders, a new level is nothing to tell. */
const wandering = 0.95

interface Part {
  n: number
  mean: number
  rest: number
}

const describe = (values: readonly number[]): Part => {
  const seen = values.filter((value) => !Number.isNaN(value))
  const mean = seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length)
  return { n: seen.length, mean, rest: seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) }
}

const dependenceOf = (values: readonly number[], split: number, means: [number, number]): number => {
  const rests = values.map((value, i) => value - (i < split ? means[0] : means[1]))
  let [products, squares] = [0, 0]
  for (let i = 1; i < rests.length; i++) {
    const [one, other] = [rests[i - 1] as number, rests[i] as number]
    if (i === split || Number.isNaN(one) || Number.isNaN(other)) continue
    products += one * other
    squares += one * one
  }
  return squares === 0 ? 0 : Math.min(0.85, Math.max(0, products / squares))
}

/** The split of two levels that fits best among the newest `reach` days, by least squares, with those that fit nearly as well. */
const split = (values: readonly number[], reach: number, direction: 'up' | 'down'): Place | null => {
  const n = values.length
  const tries: { index: number; before: Part; after: Part; rest: number }[] = []
  for (let index = Math.max(5, n - reach); index <= n - 2; index++) {
    const [before, after] = [describe(values.slice(0, index)), describe(values.slice(index))]
    if (before.n < 5 || after.n < 2 || (direction === 'up' ? after.mean <= before.mean : after.mean >= before.mean)) continue
    tries.push({ index, before, after, rest: before.rest + after.rest })
  }
  if (tries.length === 0) return null
  const best = tries.reduce((a, b) => (b.rest < a.rest ? b : a))
  const count = best.before.n + best.after.n
  const phi = dependenceOf(values, best.index, [best.before.mean, best.after.mean])
  const spread = best.rest / Math.max(1, count - 2)
  // Twice the drop in the log likelihood, which dependence makes look larger than it is.
  const near = tries.filter(({ rest }) => ((rest - best.rest) / Math.max(spread, 1e-12)) * ((1 - phi) / (1 + phi)) <= 5.99)
  const error = Math.sqrt(spread * (1 / best.before.n + 1 / best.after.n) * ((1 + phi) / (1 - phi)))
  const value = best.after.mean - best.before.mean
  const half = studentQuantile((1 + level) / 2, Math.max(2, count - 2)) * error
  return {
    index: best.index,
    interval: [Math.min(...near.map(({ index }) => index)), Math.max(...near.map(({ index }) => index))],
    before: best.before.mean,
    after: best.after.mean,
    shift: { value, interval: [value - half, value + half] },
    level,
    n: count,
  }
}

/**
 * The place that an alarm points at: findChanges' where it sees the same, else the best split of two levels among the newest `reach` days.
 * Null where the level wanders, or nothing lies on the side that the alarm names. Sources: findChanges; least squares, Bai 1994,
 * doi:10.1111/j.1467-9892.1994.tb00204.x. Cost: O(reach · values).
 */
export const placeShift = (values: readonly number[], reach: number, direction: 'up' | 'down'): Place | null => {
  const found = findChanges(values, { level })
  if (found.kind === 'changes') {
    const change = found.changes.findLast(
      ({ index, shift }) => index >= values.length - reach && (direction === 'up' ? shift.value > 0 : shift.value < 0),
    )
    if (change !== undefined) return { ...change, level: found.level, n: found.n }
    if (found.dependence >= wandering) return null
  }
  return split(Array.from(removeSeason(values, [7]).values), reach, direction)
}

/** Where a number that stands still stopped moving: that is known to the day. Its size is against the eight weeks before. */
export const frozenPlace = (values: readonly number[], index: number, at: number): Place => {
  const before = describe(values.slice(Math.max(0, index - 56), index))
  const stuck = values[at] as number
  const value = stuck - before.mean
  const half = before.n < 3 ? 0 : studentQuantile((1 + level) / 2, before.n - 1) * Math.sqrt(before.rest / (before.n - 1) / before.n)
  return {
    index,
    interval: [index, index],
    before: before.mean,
    after: stuck,
    shift: { value, interval: [value - half, value + half] },
    level,
    n: before.n + at - index + 1,
  }
}
