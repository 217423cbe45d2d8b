/** Makes follower readings fit to be compared: in time order, one a moment, without scrapes that only repeat the one before. */
import { quantileSorted } from '../describe/quantile.ts'

/** One account, a row a reading. Days are numbers (fractions allowed), rows in any order, NaN is missing. */
export interface GrowthAccount {
  account: string
  days: ArrayLike<number>
  followers: ArrayLike<number>
  /** Posts of that day, and all engagements of that day, where they are known. */
  posts?: ArrayLike<number>
  engagements?: ArrayLike<number>
}

export interface Readings {
  /** Times in days, rising. */
  days: Float64Array
  followers: Float64Array
  /** Row of each reading in the input: the first and the last with this value, where stale ones were joined. */
  firstRow: Int32Array
  lastRow: Int32Array
  /** The steps in which the count is told: 1, or 10 and more where a network rounds. */
  unit: number
  stale: number
  missing: number
}

/** Readings closer than this are one; the last of them counts. */
const oneMoment = 0.25
/** A count that should have changed by this many units meanwhile and did not was not read again: for a Poisson count the chance is e⁻⁴. */
const staleAfter = 4
const longestStale = 60

const check = ({ account, days, followers, posts, engagements }: GrowthAccount): void => {
  for (const [name, values] of Object.entries({ followers, posts, engagements })) {
    if (!values) continue
    if (values.length !== days.length)
      throw new RangeError(`${account}: ${values.length} values of ${name} for ${days.length} dates; give one a date.`)
    for (let i = 0; i < values.length; i++)
      if ((values[i] as number) < 0 || values[i] === Number.POSITIVE_INFINITY)
        throw new RangeError(`${account}, row ${i + 1}: ${name} is ${values[i]}; counts are 0 or more, and empty when not known.`)
  }
  for (let i = 0; i < days.length; i++)
    if (!Number.isFinite(days[i] as number)) throw new RangeError(`${account}, row ${i + 1}: the date is not known; leave the row out.`)
}

/** The largest power of ten of which nearly all counts are multiples. */
const unitOf = (values: number[]): number => {
  for (const unit of [100_000, 10_000, 1000, 100, 10]) {
    const large = values.filter((value) => value >= 10 * unit)
    if (large.length >= 5 && large.length > 0.9 * values.length && large.every((value) => value % unit === 0)) return unit
  }
  return 1
}

/** Total change per day, without the largest twentieth of the steps, which jumps may have made. */
const restlessness = (days: number[], values: number[]): number => {
  const steps = Float64Array.from({ length: values.length - 1 }, (_, i) =>
    Math.abs((values[i + 1] as number) - (values[i] as number)),
  ).sort()
  const most = quantileSorted(steps, 0.95)
  const span = (days.at(-1) as number) - (days[0] as number)
  return span > 0 ? steps.reduce((sum, step) => sum + Math.min(step, most), 0) / span : 0
}

/**
 * Sorted and joined readings of one account. A run of equal values counts as one reading when the account usually changes so much that
 * standing still is implausible. Errors: a RangeError that names account and row for negative or infinite counts, unknown dates and
 * columns of unequal length. Cost: O(n log n).
 */
export const tidyReadings = (input: GrowthAccount): Readings => {
  check(input)
  const order = Array.from(input.days, (_, i) => i)
    .filter((i) => !Number.isNaN(input.followers[i] as number))
    .sort((a, b) => (input.days[a] as number) - (input.days[b] as number) || a - b)
  const [days, values, first, last]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (const i of order) {
    const day = input.days[i] as number
    if (days.length > 0 && day - (days.at(-1) as number) < oneMoment) {
      values[values.length - 1] = input.followers[i] as number
      last[last.length - 1] = i
      continue
    }
    days.push(day)
    values.push(input.followers[i] as number)
    first.push(i)
    last.push(i)
  }
  const unit = unitOf(values)
  const perDay = values.length > 1 ? restlessness(days, values) / unit : 0
  const kept: number[] = []
  const lastOf: number[] = []
  let stale = 0
  for (let i = 0; i < values.length; ) {
    let end = i
    while (end + 1 < values.length && values[end + 1] === values[i]) end++
    const idle = (days[end] as number) - (days[i] as number)
    if (end > i && perDay * idle >= staleAfter && idle <= longestStale) {
      kept.push(i)
      lastOf.push(last[end] as number)
      stale += end - i
    } else
      for (let j = i; j <= end; j++) {
        kept.push(j)
        lastOf.push(last[j] as number)
      }
    i = end + 1
  }
  return {
    days: Float64Array.from(kept, (i) => days[i] as number),
    followers: Float64Array.from(kept, (i) => values[i] as number),
    firstRow: Int32Array.from(kept, (i) => first[i] as number),
    lastRow: Int32Array.from(lastOf),
    unit,
    stale,
    missing: input.days.length - order.length,
  }
}
