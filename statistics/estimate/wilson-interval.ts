/** The interval of a share that was counted: k of n. */
import { normalQuantile } from '../distributions/normal.ts'

/**
 * Wilson's score interval for `count` of `n`, which holds its level even near 0 and 1 and never leaves [0, 1]. Source: Wilson 1927,
 * doi:10.1080/01621459.1927.10502953; recommended by Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286. `level` is the coverage asked for, e.g. 0.8.
 * With n = 0 nothing is known: [0, 1]. Errors: RangeError for counts that cannot be. Cost: O(1).
 */
export const wilsonInterval = (count: number, n: number, level: number): [number, number] => {
  if (!(n >= 0 && count >= 0 && count <= n && n < 1e15)) throw new RangeError(`${count} of ${n} is not a share.`)
  if (!(level > 0 && level < 1)) throw new RangeError(`A level lies between 0 and 1, not ${level}.`)
  if (n < 1e-9) return [0, 1]
  const z = normalQuantile((1 + level) / 2)
  // So near to certainty that the arithmetic cannot tell: everything is possible.
  if (!Number.isFinite(z)) return [0, 1]
  const share = count / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [count === 0 ? 0 : Math.max(0, (middle - half) / scale), count === n ? 1 : Math.min(1, (middle + half) / scale)]
}
