/** Readies the outcomes of posts for a comparison: logarithms, tamed and freed from blocks and drift, without a look at the arms. */
import { robustDeviation } from '../describe/median.ts'

export interface PostOutcomes {
  /** Engagements, clicks, views … of each post; NaN is missing. */
  counts: ArrayLike<number>
  /** What the counts are out of (impressions, reach, followers); left out, counts are compared as they are. NaN or 0 is missing. */
  exposures?: ArrayLike<number>
  /** The block of each post, as it was planned; posts are in the order of the schedule. */
  blocks: readonly (string | number)[]
}

export interface AdjustedPosts {
  /** Places of the posts that have an outcome. */
  places: number[]
  /** ln((count + ½) / exposure) of those posts, wild ones drawn in. */
  logs: Float64Array
  /** How many were drawn in. */
  tamed: number
  /** Orthonormal columns, each as long as `logs`: level, blocks, drift. */
  basis: Float64Array[]
  /** `logs` without what the basis explains. */
  residuals: Float64Array
}

/** Residuals beyond this many robust deviations are drawn in (Huber 1981, 7.10). */
const wild = 2.5
/** One degree of drift for so many posts, up to `mostDrift`. */
const postsPerDrift = 15
const mostDrift = 4

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Takes out of `values`, in place, what the orthonormal columns explain; twice, since once leaves rounding. */
export const removeBasis = (basis: Float64Array[], values: Float64Array): Float64Array => {
  for (let pass = 0; pass < 2; pass++)
    for (const column of basis) {
      const share = dot(column, values)
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) - share * (column[i] as number)
    }
  return values
}

/** Adds a column to the basis unless the basis explains it already. Source: modified Gram–Schmidt, Golub & Van Loan 2013, 5.2.8. */
export const growBasis = (basis: Float64Array[], column: Float64Array): void => {
  const before = Math.sqrt(dot(column, column))
  const rest = removeBasis(basis, column.slice())
  const length = Math.sqrt(dot(rest, rest))
  if (!(length > 1e-8 * before)) return
  basis.push(rest.map((value) => value / length))
}

const buildBasis = (blocks: readonly (string | number)[]): Float64Array[] => {
  const n = blocks.length
  const basis: Float64Array[] = []
  growBasis(basis, new Float64Array(n).fill(1))
  for (const block of new Set(blocks.map(String)))
    growBasis(
      basis,
      Float64Array.from(blocks, (other) => (String(other) === block ? 1 : 0)),
    )
  const time = Float64Array.from(blocks, (_, i) => (n < 2 ? 0 : (2 * i) / (n - 1) - 1))
  for (let degree = 1; degree <= Math.min(mostDrift, Math.floor(n / postsPerDrift)); degree++)
    growBasis(
      basis,
      time.map((value) => value ** degree),
    )
  return basis
}

/** More blocks than a week has hours are no blocks; their columns would also cost too much. */
const mostBlocks = 168
/** Beyond this, a number is a slip of a file and no count; exposures may be in thousands or millions, so they have a floor too. */
const largest = 1e15
const smallest = 1e-9

const isCount = (value: number) => value >= 0 && value <= largest

/**
 * Outcomes on the log scale, where arms differ by a factor and one viral post cannot decide. Posts whose residual (from blocks and a smooth drift of up to four degrees) lies
 * beyond 2.5 robust deviations are drawn in to that. Arms are not looked at, so that drawing arms again stays an exact test. Posts without a
 * count, or without a positive exposure, are left out. Errors: RangeError naming a negative or infinite value, or lengths that do not fit. Cost: O(posts · blocks).
 */
export const adjustPosts = ({ counts, exposures, blocks }: PostOutcomes): AdjustedPosts => {
  if (counts.length !== blocks.length || (exposures !== undefined && exposures.length !== counts.length))
    throw new RangeError(`each of ${blocks.length} posts needs a count${exposures === undefined ? '' : ' and an exposure'}`)
  const distinct = new Set(blocks.map(String)).size
  if (distinct > mostBlocks) throw new RangeError(`${distinct} different blocks are too many; take weekdays, or weekdays and dayparts`)
  const places: number[] = []
  for (let i = 0; i < counts.length; i++) {
    const [count, exposure] = [counts[i] as number, exposures === undefined ? 1 : (exposures[i] as number)]
    for (const value of [count, exposure])
      if (!Number.isNaN(value) && !isCount(value))
        throw new RangeError(`post ${i + 1}: ${value} cannot be a count; leave it empty if it is not known`)
    if (count >= 0 && exposure >= smallest) places.push(i)
  }
  const logs = Float64Array.from(
    places,
    (place) => Math.log((counts[place] as number) + 0.5) - (exposures === undefined ? 0 : Math.log(exposures[place] as number)),
  )
  const basis = buildBasis(places.map((place) => blocks[place] as string | number))
  const drawnIn = new Uint8Array(logs.length)
  let residuals = removeBasis(basis, logs.slice())
  for (let round = 0; round < 5; round++) {
    const limit = wild * robustDeviation(residuals)
    if (!(limit > 1e-9)) break
    let moved = false
    residuals.forEach((residual, i) => {
      if (Math.abs(residual) <= limit * 1.000001) return
      logs[i] = (logs[i] as number) - residual + Math.sign(residual) * limit
      drawnIn[i] = 1
      moved = true
    })
    if (!moved) break
    residuals = removeBasis(basis, logs.slice())
  }
  return { places, logs, tamed: drawnIn.reduce((sum, one) => sum + one, 0), basis, residuals }
}
