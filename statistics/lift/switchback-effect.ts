/** What being on did in a switchback experiment, by redrawing the coins that assigned it. */
import type { Generator } from '../random/generator.ts'
import { countBlocks, spreadPairs } from './switchback-assign.ts'

export interface Switchback {
  /** One value per time; NaN is missing. */
  outcomes: ArrayLike<number>
  /** 1 where it was on, as assignSwitchback drew it. */
  on: ArrayLike<number>
  blockLength: number
  /** Times for which what was on before still works: that many times after each switch are not compared. */
  carryOver: number
  /** Times in a season to take out (7), 0 for none. */
  season?: number
}

export interface SwitchbackEffect {
  kind: 'effect'
  method: 'switchback'
  /** Per time of being on; null ends of the interval where no effect, however large, is excluded. */
  effect: { average: number; interval: [number | null, number | null]; level: number; relative: number; p: number }
  diagnostics: {
    onN: number
    offN: number
    droppedN: number
    missing: number
    blocks: number
    redraws: number
    exact: boolean
    offMean: number
  }
}

export interface TooFewBlocks {
  kind: 'too-little-data'
  have: number
  need: number
  unit: 'blocks' | 'times' | 'spread'
}

/** All assignments are tried up to this many, else as many are drawn. */
const most = 4096

/** Removes phases of the season and a straight line from a column over the seen times (Gram–Schmidt). */
const createAdjustment = (seen: number[], season: number) => {
  const basis: Float64Array[] = []
  const strip = (column: Float64Array) => {
    for (const axis of basis) {
      let sum = 0
      for (let i = 0; i < axis.length; i++) sum += (axis[i] as number) * (column[i] as number)
      for (let i = 0; i < axis.length; i++) column[i] = (column[i] as number) - sum * (axis[i] as number)
    }
    return column
  }
  const take = (column: Float64Array) => {
    const size = Math.hypot(...column)
    const left = strip(column)
    const norm = Math.hypot(...left)
    if (norm > 1e-9 * (size || 1)) basis.push(left.map((value) => value / norm))
  }
  take(new Float64Array(seen.length).fill(1))
  take(Float64Array.from(seen, (t) => t - (seen[0] as number)))
  for (let phase = 1; phase < season; phase++) take(Float64Array.from(seen, (t) => (t % season === phase ? 1 : 0)))
  return strip
}

const smallest = (pairs: number) => 2 / 2 ** pairs

/**
 * The difference between times on and times off (whole carry-over windows only), with the p-value of no effect at all, exact by redrawing the assignment, and the
 * interval of all constant effects that such a test does not refuse. A window half on is taken to have half the effect; p does not need that. A straight trend and the season are
 * taken out first. Source: Bojinov, Simchi-Levi & Zhao 2023, sections 4.1 and 5 (Management Science 69(7)); test inversion as in Imbens & Rubin 2015, 5.7. Needs as many pairs of blocks as make a p below 1 − level possible (12 blocks at
 * 95%). Errors: RangeError for broken input. Cost: O(redraws · times), 4,096 redraws at most.
 */
export const analyseSwitchback = (
  { outcomes, on, blockLength, carryOver, season = 0 }: Switchback,
  generator: Generator,
  level = 0.95,
): SwitchbackEffect | TooFewBlocks => {
  const times = outcomes.length
  if (on.length !== times) throw new RangeError(`There are ${times} outcomes and ${on.length} assignments; each time needs both.`)
  if (!(carryOver >= 0 && Number.isInteger(carryOver) && carryOver < blockLength))
    throw new RangeError(`The carry-over (${carryOver}) must be a whole number below the block’s length (${blockLength}).`)
  if (!(level > 0 && level < 1)) throw new RangeError(`the level of an interval lies between 0 and 1, not ${level}`)
  const plan = { times, blockLength }
  const blocks = countBlocks(plan)
  const used = blocks * blockLength
  const pairs = blocks / 2
  let need = 0
  while (smallest(need) > 1 - level) need++
  if (pairs < need) return { kind: 'too-little-data', have: blocks, need: 2 * need, unit: 'blocks' }
  for (let t = 0; t < used; t++) {
    if (Math.abs(outcomes[t] as number) === Number.POSITIVE_INFINITY)
      throw new RangeError(`Outcome ${t + 1} is infinite; leave it empty if it is not known.`)
    const start = Math.floor(t / blockLength)
    const partner = (start ^ 1) * blockLength
    if (on[t] !== on[start * blockLength] || on[t] === on[partner] || (on[t] !== 0 && on[t] !== 1))
      throw new RangeError(
        `Time ${t + 1} does not follow a plan of pairs of blocks of ${blockLength}: one block of each pair is on, the other off.`,
      )
  }

  const seen: number[] = []
  for (let t = 0; t < used; t++) if (!Number.isNaN(outcomes[t] as number)) seen.push(t)
  const strip = createAdjustment(seen, season)
  const exposureOf = (assignment: ArrayLike<number>, t: number) => {
    let sum = 0
    const from = Math.max(0, t - carryOver)
    for (let s = from; s <= t; s++) sum += assignment[s] as number
    return sum / (t - from + 1)
  }
  const left = strip(Float64Array.from(seen, (t) => outcomes[t] as number))
  const exposure = Float64Array.from(seen, (t) => exposureOf(on, t))
  const leftExposure = strip(exposure.slice())
  /** Mean on less mean off over whole windows, of the outcomes and of the exposure under test. */
  const contrast = (assignment: ArrayLike<number>) => {
    const counts = [0, 0]
    const sums = [0, 0, 0, 0]
    seen.forEach((t, i) => {
      const share = exposureOf(assignment, t)
      if (share !== 0 && share !== 1) return
      counts[share] = (counts[share] as number) + 1
      sums[share] = (sums[share] as number) + (left[i] as number)
      sums[2 + share] = (sums[2 + share] as number) + (leftExposure[i] as number)
    })
    const [off = 0, now = 0] = counts
    const [offSum = 0, onSum = 0, offShare = 0, onShare = 0] = sums
    return { off, on: now, outcome: onSum / now - offSum / off, exposure: onShare / now - offShare / off }
  }
  const actual = contrast(on)
  if (actual.on < 2 || actual.off < 2) return { kind: 'too-little-data', have: Math.min(actual.on, actual.off), need: 2, unit: 'times' }
  if (!(Math.hypot(...left) > 1e-9 * Math.hypot(...seen.map((t) => outcomes[t] as number))))
    return { kind: 'too-little-data', have: 1, need: 2, unit: 'spread' }

  const exact = 2 ** pairs <= most
  const redraws = exact ? 2 ** pairs : most
  const first = new Uint8Array(pairs)
  const others: { outcome: number; exposure: number }[] = []
  for (let draw = 0; draw < redraws; draw++) {
    for (let pair = 0; pair < pairs; pair++) first[pair] = exact ? (draw >> pair) & 1 : generator.uniform() < 0.5 ? 1 : 0
    const other = contrast(spreadPairs(first, plan))
    if (other.on > 0 && other.off > 0) others.push(other)
  }
  /** The p of “being on adds `effect`”. */
  const test = (effect: number) => {
    const own = Math.abs(actual.outcome - effect * actual.exposure) * (1 - 1e-12)
    let count = exact ? 0 : 1
    for (const other of others) if (Math.abs(other.outcome - effect * other.exposure) >= own) count++
    return count / (others.length + (exact ? 0 : 1))
  }
  const average = actual.outcome / actual.exposure
  const spread = Math.sqrt(others.reduce((sum, { outcome }) => sum + outcome ** 2, 0) / others.length)
  const end = (side: number): number | null => {
    let [inside, outside] = [average, average + side * (spread || Math.abs(average) || 1)]
    for (let tries = 0; test(outside) > 1 - level; tries++) {
      if (tries === 40) return null
      ;[inside, outside] = [outside, average + 2 * (outside - average)]
    }
    for (let i = 0; i < 50; i++) {
      const middle = (inside + outside) / 2
      if (test(middle) > 1 - level) inside = middle
      else outside = middle
    }
    return outside
  }
  let [offSum, offN] = [0, 0]
  seen.forEach((t, i) => {
    if (exposure[i] === 0) [offSum, offN] = [offSum + (outcomes[t] as number), offN + 1]
  })
  return {
    kind: 'effect',
    method: 'switchback',
    effect: { average, interval: [end(-1), end(1)], level, relative: average / (offSum / offN), p: test(0) },
    diagnostics: {
      onN: actual.on,
      offN: actual.off,
      droppedN: seen.length - actual.on - actual.off,
      missing: used - seen.length,
      blocks,
      redraws,
      exact,
      offMean: offSum / offN,
    },
  }
}
