/** The interval of a count of rare, separate events: what could as well have been counted. */
import { normalQuantile } from '../distributions/normal.ts'

/**
 * Byar's approximation to the exact Poisson interval of the mean behind a `count`, good to the second digit from one on. Source: Breslow & Day 1987, "Statistical Methods in Cancer Research II",
 * p. 69. `level` is the coverage, e.g. 0.8. With count 0 the lower end is 0. Errors: RangeError for a count that is not whole or negative. Cost: O(1).
 */
export const countInterval = (count: number, level: number): [number, number] => {
  if (!(Number.isInteger(count) && count >= 0 && count < 1e15)) throw new RangeError(`A count is whole and not negative, not ${count}.`)
  if (!(level > 0 && level < 1)) throw new RangeError(`A level lies between 0 and 1, not ${level}.`)
  const z = Math.min(8, normalQuantile((1 + level) / 2))
  const end = (n: number, sign: -1 | 1) => n * Math.max(0, 1 - 1 / (9 * n) + (sign * z) / (3 * Math.sqrt(n))) ** 3
  return [count === 0 ? 0 : end(count, -1), end(count + 1, 1)]
}
