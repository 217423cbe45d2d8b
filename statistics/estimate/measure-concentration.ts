/** Whether few people make most of the noise: the share of the loudest, and how many equally loud ones would sound the same. */
import { quantileSorted } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'

export interface Concentration {
  n: number
  /** Share of all that comes from the loudest tenth (rounded up). */
  topShare: { value: number; interval: [number, number] }
  /** 1 / Σ shares² (Hill 1973, Ecology 54:427): n when all are alike, 1 when one says everything. */
  effective: { value: number; interval: [number, number] }
}

const describe = (counts: Float64Array): { top: number; effective: number } => {
  const sorted = counts.toSorted().reverse()
  const total = sorted.reduce((sum, one) => sum + one, 0)
  const loudest = Math.ceil(sorted.length / 10)
  let [top, squares] = [0, 0]
  for (let i = 0; i < sorted.length; i++) {
    const share = (sorted[i] as number) / total
    squares += share * share
    if (i < loudest) top += share
  }
  return { top: Math.min(1, top), effective: 1 / squares }
}

/**
 * Counts: messages of each person, each at least one. Intervals by resampling people, reflected about the value (basic bootstrap; Davison & Hinkley 1997, 5.2) and kept within what can be. Null below two people.
 * Errors: RangeError for counts that are not whole numbers from one on. Cost: O(draws · n log n).
 */
export const measureConcentration = (
  counts: ArrayLike<number>,
  generator: Generator,
  { level = 0.9, draws = 400 }: { level?: number; draws?: number } = {},
): Concentration | null => {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level lies between 0 and 1, not ${level}.`)
  if (!(Number.isInteger(draws) && draws > 0 && draws <= 1e5)) throw new RangeError(`Draws are 1 to 100,000, not ${draws}.`)
  const all = Float64Array.from(counts)
  for (let i = 0; i < all.length; i++) {
    const count = all[i] as number
    if (!(Number.isInteger(count) && count >= 1 && count <= 1e12))
      throw new RangeError(`Person ${i + 1}: ${count} messages; a count is whole and at least one.`)
  }
  const n = all.length
  if (n < 2) return null
  const found = describe(all)
  const [tops, effectives] = [new Float64Array(draws), new Float64Array(draws)]
  const again = new Float64Array(n)
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < n; i++) again[i] = all[Math.floor(generator.uniform() * n)] as number
    const { top, effective } = describe(again)
    tops[draw] = top
    effectives[draw] = effective
  }
  const interval = (value: number, drawn: Float64Array, low: number, high: number): [number, number] => {
    const sorted = drawn.toSorted()
    const within = (end: number) => Math.min(high, Math.max(low, end))
    const ends = [2 * value - quantileSorted(sorted, (1 + level) / 2), 2 * value - quantileSorted(sorted, (1 - level) / 2)].map(within) as [
      number,
      number,
    ]
    return [Math.min(ends[0], value), Math.max(ends[1], value)]
  }
  return {
    n,
    topShare: { value: found.top, interval: interval(found.top, tops, 0, 1) },
    effective: { value: found.effective, interval: interval(found.effective, effectives, 1, n) },
  }
}
