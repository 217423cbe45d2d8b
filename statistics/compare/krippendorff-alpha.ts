/** How much several raters agree beyond chance: Krippendorff's alpha, with its interval, where ratings may be missing. */
import { quantileSorted } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'

export type Agreement =
  | { kind: 'agreement'; value: number; interval: [number, number]; level: number; n: number; pairable: number }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'units' | 'spread' }

export const fewestUnits = 5

type Unit = readonly (number | null)[]
export type AlphaMetric = 'nominal' | 'interval'

const distances = {
  nominal: (a: number, b: number) => (a === b ? 0 : 1),
  interval: (a: number, b: number) => (a - b) ** 2,
}

/** Alpha itself; null where all values are equal or nothing can be paired, so that chance cannot be told. */
const alphaOf = (units: readonly (readonly number[])[], metric: AlphaMetric): number | null => {
  const distance = distances[metric]
  const counts = new Map<number, number>()
  let n = 0
  let observed = 0
  for (const values of units) {
    const m = values.length
    n += m
    for (const a of values) {
      counts.set(a, (counts.get(a) ?? 0) + 1)
      for (const b of values) observed += distance(a, b) / (m - 1)
    }
  }
  let expected = 0
  for (const [a, times] of counts) for (const [b, others] of counts) expected += times * others * distance(a, b)
  if (n < 2 || expected === 0) return null
  return 1 - ((n - 1) * observed) / expected
}

/**
 * `units` holds one row a question, in it one rating a rater, null where there is none. 1 is full agreement, 0 what chance brings, below 0 is disagreement.
 * Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Hayes & Krippendorff 2007, doi:10.1080/19312450709336664. The interval draws
 * the questions again (bootstrap, 1,000 draws), since the raters stay the same. Fewer than 5 questions with two ratings are too little; so are ratings that are all equal.
 * Errors: a RangeError for a rating that is no number. Cost: O(1,000 · questions · raters²), 5 ms.
 */
export const krippendorffAlpha = (
  units: readonly Unit[],
  { metric, generator, level = 0.9 }: { metric: AlphaMetric; generator: Generator; level?: number },
): Agreement => {
  const given = units.map((unit) => unit.filter((value) => value !== null)).filter((unit) => unit.length > 1)
  if (given.some((unit) => unit.some((value) => !Number.isFinite(value)))) throw new RangeError('A rating is not a number.')
  // In units of the largest rating: alpha stays the same, and squares of huge ratings stay within arithmetic.
  const size = given.reduce((most, unit) => unit.reduce((a, value) => Math.max(a, Math.abs(value)), most), 0) || 1
  const pairable = given.map((unit) => unit.map((value) => value / size))
  if (pairable.length < fewestUnits) return { kind: 'too-little-data', have: pairable.length, need: fewestUnits, unit: 'units' }
  const value = alphaOf(pairable, metric)
  if (value === null) return { kind: 'too-little-data', have: 0, need: 1, unit: 'spread' }
  const drawn: number[] = []
  for (let draw = 0; draw < 1000; draw++) {
    const again = alphaOf(
      pairable.map(() => pairable[Math.floor(generator.uniform() * pairable.length)] as number[]),
      metric,
    )
    if (again !== null) drawn.push(again)
  }
  if (drawn.length === 0) return { kind: 'too-little-data', have: 0, need: 1, unit: 'spread' }
  const sorted = Float64Array.from(drawn).sort()
  const interval: [number, number] = [
    Math.min(value, quantileSorted(sorted, (1 - level) / 2)),
    Math.max(value, quantileSorted(sorted, (1 + level) / 2)),
  ]
  return { kind: 'agreement', value, interval, level, n: pairable.length, pairable: pairable.reduce((sum, unit) => sum + unit.length, 0) }
}
