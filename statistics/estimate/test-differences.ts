/** Do slots, or formats, differ at all? A permutation test, so that chance alone gives a finding no more often than stated. */
import type { Generator } from '../random/generator.ts'
import { sumEquations } from './post-equations.ts'
import type { Layout, Posts } from './post-layout.ts'
import { fittedValues, firstScales, prepareOutcomes } from './post-outcomes.ts'
import { solvePosterior } from './post-posterior.ts'
import { restPrecision, type Scales, slotPrecision } from './post-prior.ts'
import { slotCount, type SlotFeatures, slotFeatures } from './slot-features.ts'

/** Residuals are exchanged only within an account and within stretches of about this many posts, which keeps drift out of the test. */
const blockPosts = 48

interface Residuals {
  values: Float64Array
  weights: Float64Array
}

/** What is left when the differences under test are left out, also of the first look that tames wild posts. */
const residualsWithout = (posts: Posts, layout: Layout, features: SlotFeatures, scales: Scales): Residuals => {
  const outcomes = prepareOutcomes(posts, layout, features, scales)
  const equations = sumEquations(posts, layout, features, outcomes.values, outcomes.weights)
  const { mean } = solvePosterior(equations, restPrecision(layout, scales), slotPrecision(features, scales))
  const fitted = fittedValues(posts, layout, features, mean)
  const values = outcomes.values.map((value, i) => (value - (fitted[i] as number)) * Math.sqrt(outcomes.weights[i] as number))
  return { values, weights: outcomes.weights }
}

/** Posts of one account in time order, cut into blocks; levels are already in time order. */
const blocksOf = (posts: Posts, layout: Layout): Int32Array[] => {
  const order = Array.from({ length: layout.n }, (_, i) => i).sort(
    (a, b) =>
      (posts.accounts[a] as number) - (posts.accounts[b] as number) || (posts.days[a] as number) - (posts.days[b] as number) || a - b,
  )
  const blocks: Int32Array[] = []
  let start = 0
  for (const posted of layout.accountPosts) {
    const count = Math.max(1, Math.round(posted / blockPosts))
    for (let b = 0; b < count; b++)
      blocks.push(Int32Array.from(order.slice(start + Math.floor((b * posted) / count), start + Math.floor(((b + 1) * posted) / count))))
    start += posted
  }
  return blocks
}

/** Each statistic's share of values at least as large, then the smallest share's own share: min-P over several statistics. */
const smallestP = (statistics: Float64Array[]): number => {
  const rounds = statistics[0]?.length ?? 0
  const smallest = new Float64Array(rounds).fill(1)
  for (const values of statistics) {
    const sorted = Float64Array.from(values).sort()
    for (let r = 0; r < rounds; r++) {
      let low = 0
      let high = rounds
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sorted[middle] as number) < (values[r] as number)) low = middle + 1
        else high = middle
      }
      smallest[r] = Math.min(smallest[r] as number, (rounds - low) / rounds)
    }
  }
  let asSmall = 0
  for (let r = 0; r < rounds; r++) if ((smallest[r] as number) <= (smallest[0] as number)) asSmall++
  return asSmall / rounds
}

/** Fisher–Yates among the given places, in place. Shuffling what is shuffled is as random as shuffling the original. */
const shuffleWithin = (generator: Generator, values: Float64Array, places: Int32Array): void => {
  for (let k = places.length - 1; k > 0; k--) {
    const from = places[k] as number
    const to = places[Math.floor(generator.uniform() * (k + 1))] as number
    const kept = values[from] as number
    values[from] = values[to] as number
    values[to] = kept
  }
}

const permute = (
  residuals: Float64Array,
  blocks: Int32Array[],
  generator: Generator,
  rounds: number,
  measure: (residuals: Float64Array) => number[],
): number => {
  const first = measure(residuals)
  const statistics = first.map((value) => {
    const column = new Float64Array(rounds + 1)
    column[0] = value
    return column
  })
  const permuted = residuals.slice()
  for (let r = 1; r <= rounds; r++) {
    for (const block of blocks) shuffleWithin(generator, permuted, block)
    measure(permuted).forEach((value, s) => ((statistics[s] as Float64Array)[r] = value))
  }
  return smallestP(statistics)
}

/**
 * Chance of seeing differences between slots as large as these if there were none: variance-component score statistics for hour, weekday
 * and all three groups together, the smallest p corrected by the same permutations. Source: Lin 1997 (Biometrika 84) for the score test;
 * Westfall & Young 1993 for min-P; Freedman & Lane 1983 for permuting residuals. Cost: rounds × (n + 168 × 77).
 */
export const testSlots = (posts: Posts, layout: Layout, generator: Generator, rounds = 999): number => {
  const features = slotFeatures()
  const residuals = residualsWithout(posts, layout, features, { ...firstScales, hour: 0, day: 0, both: 0 })
  const roots = residuals.weights.map(Math.sqrt)
  const used = Array.from({ length: slotCount }, (_, s) => s).filter((s) => (layout.slotPosts[s] as number) > 0)
  const sums = new Float64Array(slotCount)
  return permute(residuals.values, blocksOf(posts, layout), generator, rounds, (values) => {
    sums.fill(0)
    for (let i = 0; i < layout.n; i++) {
      const s = posts.slots[i] as number
      sums[s] = (sums[s] as number) + (values[i] as number) * (roots[i] as number)
    }
    const scores = { hour: 0, day: 0, both: 0 }
    for (let f = 0; f < features.count; f++) {
      let projection = 0
      for (const s of used) projection += (features.values[s * features.count + f] as number) * (sums[s] as number)
      scores[features.groups[f] ?? 'both'] += projection * projection
    }
    return [scores.hour, scores.day, scores.hour + scores.day + scores.both]
  })
}

/** The score statistic of exchangeable effects of groups (formats, pillars), everything else given. */
const testGroups = (
  posts: Posts,
  layout: Layout,
  groups: ArrayLike<number>,
  count: number,
  without: Scales,
  generator: Generator,
  rounds: number,
): number => {
  if (count < 2) return 1
  const residuals = residualsWithout(posts, layout, slotFeatures(), without)
  const roots = residuals.weights.map(Math.sqrt)
  const totals = new Float64Array(count)
  for (let i = 0; i < layout.n; i++)
    totals[groups[i] as number] = (totals[groups[i] as number] as number) + (residuals.weights[i] as number)
  const sums = new Float64Array(count)
  return permute(residuals.values, blocksOf(posts, layout), generator, rounds, (values) => {
    sums.fill(0)
    for (let i = 0; i < layout.n; i++) {
      const g = groups[i] as number
      sums[g] = (sums[g] as number) + (values[i] as number) * (roots[i] as number)
    }
    // Each group counts by what is known of it: between the sum of squares (rare groups count little) and the F ratio.
    return [sums.reduce((sum, value, g) => sum + value ** 2 / ((totals[g] as number) + 10), 0)]
  })
}

/** The same for formats: the score statistic of exchangeable format effects, given slots and pillars. */
export const testFormats = (posts: Posts, layout: Layout, generator: Generator, rounds = 999): number =>
  testGroups(posts, layout, posts.formats, layout.formats, { ...firstScales, format: 0 }, generator, rounds)

/** The same for pillars, given slots and formats; 1 where pillars are not told. */
export const testPillars = (posts: Posts, layout: Layout, generator: Generator, rounds = 999): number =>
  testGroups(posts, layout, posts.pillars ?? [], layout.pillars, { ...firstScales, pillar: 0 }, generator, rounds)
