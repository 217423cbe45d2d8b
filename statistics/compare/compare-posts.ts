/** The result of an experiment on organic posts: each arm against the control as a ratio, by drawing the assignment again. */
import { variance } from '../describe/variance.ts'
import { studentQuantile } from '../distributions/student-t.ts'
import type { Generator } from '../random/generator.ts'
import { adjustHolm } from './adjust-p.ts'
import { checkShare } from './check-input.ts'
import { type AdjustedPosts, adjustPosts, growBasis, type PostOutcomes } from './adjust-posts.ts'
import { type Redrawn, redrawArms, redrawnInterval } from './redraw-arms.ts'

export interface PostExperiment extends PostOutcomes {
  /** As assigned (not as it turned out): see assignPosts. */
  arms: readonly number[]
  sets: readonly number[]
}

export interface ArmOfPosts {
  arm: number
  /** Posts with an outcome. */
  n: number
  /** A typical post of this arm (geometric mean, blocks and drift taken out), in the unit of count per exposure. */
  typical: number
  interval: [number, number]
}

export interface PostComparison {
  arm: number
  /** Posts with an outcome: control, this arm. */
  n: [number, number]
  /** A typical post of this arm over a typical post of the control: 1.2 is 20% more. */
  ratio: number
  interval: [number, number]
  /** The interval at the level that all comparisons together keep (Bonferroni); the same as `interval` with two arms. */
  jointInterval: [number, number]
  /** That this arm does nothing. */
  p: number
  /** Holm’s correction for several arms; compare this with alpha. */
  pAdjusted: number
}

export interface PostsCompared {
  kind: 'comparison'
  n: number
  /** Posts of the plan without an outcome. */
  missing: number
  /** Wild posts that were drawn in. */
  tamed: number
  level: number
  arms: ArmOfPosts[]
  comparisons: PostComparison[]
}

export interface TooFewExperimentPosts {
  kind: 'too-little-data'
  have: number
  need: number
  /** `posts-per-arm`: the arm with the fewest; `sets`: sets in which both arms have an outcome; `spread`: all outcomes are alike. */
  unit: 'posts-per-arm' | 'sets' | 'spread'
}

export const fewestPostsPerArm = 8
/** With s sets to swap no p lies below 2^(1 − s): six are the fewest that can reach 0.05. */
const fewestSets = 6

/** For each set, the indices of its posts that are in the arm or the control; drawing again exchanges the two labels within the set. */
const swapsOf = (adjusted: AdjustedPosts, { arms, sets }: PostExperiment, arm: number): number[][] => {
  const bySet = new Map<number, number[]>()
  adjusted.places.forEach((place, i) => {
    if (arms[place] !== arm && arms[place] !== 0) return
    const set = sets[place] as number
    const members = bySet.get(set)
    if (members === undefined) bySet.set(set, [i])
    else members.push(i)
  })
  return [...bySet.values()]
}

const redrawArm = (adjusted: AdjustedPosts, experiment: PostExperiment, arm: number, draws: number, generator: Generator) => {
  const { places, residuals } = adjusted
  const indicator = (of: number) => Float64Array.from(places, (place) => (experiment.arms[place] === of ? 1 : 0))
  // The other arms stay as they were drawn; each keeps a level of its own.
  const basis = adjusted.basis.slice()
  for (const other of new Set(experiment.arms)) if (other !== arm && other !== 0) growBasis(basis, indicator(other))
  if (places.length - basis.length < fewestPostsPerArm) return null
  return redrawArms({ values: residuals, labels: indicator(arm), basis, swaps: swapsOf(adjusted, experiment, arm) }, draws, generator)
}

const describeArms = (adjusted: AdjustedPosts, arms: readonly number[], count: number, level: number): ArmOfPosts[] => {
  const centre = adjusted.logs.reduce((sum, value) => sum + value, 0) / adjusted.logs.length
  return Array.from({ length: count }, (_, arm) => {
    const own = adjusted.residuals.filter((_residual, i) => arms[adjusted.places[i] as number] === arm)
    const mean = centre + own.reduce((sum, value) => sum + value, 0) / own.length
    const half = studentQuantile((1 + level) / 2, own.length - 1) * Math.sqrt(variance(own) / own.length)
    return { arm, n: own.length, typical: Math.exp(mean), interval: [Math.exp(mean - half), Math.exp(mean + half)] }
  })
}

const exponential = ([low, high]: [number, number]): [number, number] => [Math.exp(low), Math.exp(high)]

/**
 * Compares every arm with arm 0 on posts whose arms were drawn by assignPosts. The estimate is least squares on the log scale, adjusted for blocks and a
 * smooth drift; the p value and the intervals come from drawing the assignment again within its sets, so they are exact, whatever the distribution, for an arm that does
 * nothing, and near exact for one that multiplies (Rosenbaum 2002, Observational Studies, 2.4–2.6; Ernst 2004, Statist. Sci. 19:676). Needs 8 posts an arm with an
 * outcome and enough sets for the level, else `too-little-data`. Look once, at the end of the plan.
 * Errors: RangeError for a level outside (0, 1), lengths that do not fit, arms that are not 0, 1, 2 …, negative or infinite counts. Cost: O(draws · posts · blocks), 60 ms at 200 posts.
 */
export const comparePosts = (
  experiment: PostExperiment,
  generator: Generator,
  options: { level?: number; draws?: number } = {},
): PostsCompared | TooFewExperimentPosts => {
  const { level = 0.95, draws = 1999 } = options
  checkShare(level, 'a level')
  const { arms, sets, blocks } = experiment
  if (arms.length !== blocks.length || sets.length !== blocks.length) throw new RangeError('each post needs an arm, a set and a block')
  const bad = arms.findIndex((arm) => !(Number.isInteger(arm) && arm >= 0))
  if (bad >= 0) throw new RangeError(`post ${bad + 1}: an arm is 0, 1, 2 …, not ${arms[bad]}`)
  const count = arms.reduce((most, arm) => Math.max(most, arm + 1), 0)
  if (count > arms.length) throw new RangeError(`${arms.length} posts cannot fill ${count} arms`)
  const adjusted = adjustPosts(experiment)
  const sizes = Array.from({ length: Math.max(2, count) }, () => 0)
  for (const place of adjusted.places) sizes[arms[place] as number] = (sizes[arms[place] as number] as number) + 1
  const fewest = sizes.reduce((least, size) => Math.min(least, size))
  if (fewest < fewestPostsPerArm) return { kind: 'too-little-data', have: fewest, need: fewestPostsPerArm, unit: 'posts-per-arm' }

  const jointLevel = 1 - (1 - level) / (count - 1)
  if ((1 - jointLevel) * (draws + 1) < 2) throw new RangeError(`${draws} draws are too few for an interval of level ${level}`)
  const needSets = Math.max(fewestSets, Math.ceil(2 - Math.log2(1 - jointLevel)))
  const redrawn: Redrawn[] = []
  for (let arm = 1; arm < count; arm++) {
    const both = swapsOf(adjusted, experiment, arm).filter((members) => members.length > 1).length
    if (both < needSets) return { kind: 'too-little-data', have: both, need: needSets, unit: 'sets' }
    const one = redrawArm(adjusted, experiment, arm, draws, generator.split(arm))
    if (one === null) return { kind: 'too-little-data', have: fewest, need: fewest + 1, unit: 'spread' }
    redrawn.push(one)
  }
  const intervals = redrawn.map((one) => [exponential(redrawnInterval(one, level)), exponential(redrawnInterval(one, jointLevel))] as const)
  if (!intervals.flat(2).every((end) => Number.isFinite(end) && end > 0))
    return { kind: 'too-little-data', have: fewest, need: 2 * fewest, unit: 'posts-per-arm' }
  const adjustedPs = adjustHolm(redrawn.map(({ p }) => p))
  return {
    kind: 'comparison',
    n: adjusted.places.length,
    missing: arms.length - adjusted.places.length,
    tamed: adjusted.tamed,
    level,
    arms: describeArms(adjusted, arms, count, level),
    comparisons: redrawn.map((one, i) => ({
      arm: i + 1,
      n: [sizes[0] as number, sizes[i + 1] as number],
      ratio: Math.exp(one.estimate),
      interval: intervals[i]?.[0] as [number, number],
      jointInterval: intervals[i]?.[1] as [number, number],
      p: one.p,
      pAdjusted: adjustedPs[i] as number,
    })),
  }
}
