/** Turns the outcomes of an experiment into estimates: the split first, then each arm against the control by the rule that was fixed. */
import type { ArmComparison, ArmResult, ExperimentRule } from '../../../contract/experiments.ts'
import { adjustHolm } from '../../../statistics/compare/adjust-p.ts'
import { adjustPosts } from '../../../statistics/compare/adjust-posts.ts'
import { posteriorOf } from '../../../statistics/compare/bayesian.ts'
import { comparePosts, fewestPostsPerArm } from '../../../statistics/compare/compare-posts.ts'
import { type Arm, armFromConversions, type Effect, effectOf } from '../../../statistics/compare/effect.ts'
import { testFixed } from '../../../statistics/compare/fixed.ts'
import { sampleRatioMismatch } from '../../../statistics/compare/sample-ratio.ts'
import { testSequential } from '../../../statistics/compare/sequential.ts'
import { mean } from '../../../statistics/describe/mean.ts'
import { variance } from '../../../statistics/describe/variance.ts'
import { studentQuantile } from '../../../statistics/distributions/student-t.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'

export interface Outcome {
  arm: number
  set: number
  weekday: number
  /** NaN is missing. */
  count: number
  exposure: number
}

export interface Split {
  counts: number[]
  planned: number[]
  p: number | null
  broken: boolean
}

export interface MeasuredExperiment {
  split: Split
  arms: ArmResult[]
  comparisons: ArmComparison[]
  /** What is missing for a comparison; null when there is one. */
  tooLittle: { have: number; need: number; unit: string } | null
  n: number
  missing: number
  tamed: number
}

export type MethodRule = Pick<ExperimentRule, 'method' | 'level'>

export interface Question {
  names: string[]
  rule: MethodRule
  /** Slots that are due, in the order of the schedule. */
  outcomes: Outcome[]
  hasExposure: boolean
  /** Posts of the whole plan; a sequential interval is tightest there. */
  plannedN: number
  seed: string
  /** False while the rule forbids a look: only counts are given. */
  look: boolean
}

/** The usual alarm of sample-ratio tests (Fabijan et al. 2019). */
const alarm = 0.001

/** Were as many outcomes of each arm as were planned? */
export const measureSplit = (counts: number[], planned: number[]): Split => {
  const test = planned.every((one) => one > 0) ? sampleRatioMismatch(counts, planned) : null
  return { counts, planned, p: test?.p ?? null, broken: test !== null && test.p < alarm }
}

const hasOutcome = (hasExposure: boolean) => (one: Outcome) => one.count >= 0 && (!hasExposure || one.exposure > 0)
const jointLevelOf = (level: number, arms: number) => 1 - (1 - level) / (arms - 1)

interface Reading {
  estimate: number
  interval: [number, number]
  p: number | null
  chance: number | null
}

const readEffect = (effect: Effect, n: number, plannedN: number, { method, level }: MethodRule): Reading => {
  if (method === 'fixed') return { ...testFixed(effect, level), chance: null }
  if (method === 'sequential') return { ...testSequential(effect, n, { level, tunedFor: plannedN }), chance: null }
  return { ...posteriorOf(effect, { level }), p: null }
}

/** Sequential and Bayesian: means of logarithms freed from weekdays and drift, so that effects are factors. */
const compareRunning = (question: Question): Pick<MeasuredExperiment, 'arms' | 'comparisons' | 'tooLittle' | 'tamed'> => {
  const { names, rule, outcomes, plannedN } = question
  const adjusted = adjustPosts(columnsOf(question))
  const centre = mean(adjusted.logs)
  const groups = names.map((_name, arm) =>
    Array.from(adjusted.residuals).filter((_value, i) => outcomes[adjusted.places[i] as number]?.arm === arm),
  )
  // Blocks and drift are estimated from the same posts, which makes residuals too small by this much.
  const left = adjusted.residuals.length - adjusted.basis.length
  if (left < 2)
    return {
      arms: [],
      comparisons: [],
      tamed: adjusted.tamed,
      tooLittle: { have: adjusted.residuals.length, need: adjusted.basis.length + 2, unit: 'posts' },
    }
  const widening = adjusted.residuals.length / left
  const sides = groups.map((values): Arm => ({ n: values.length, mean: mean(values), variance: variance(values) * widening }))
  const control = sides[0] as Arm
  const comparisons: ArmComparison[] = []
  for (let arm = 1; arm < sides.length; arm++) {
    const own = sides[arm] as Arm
    const effect = effectOf(control, own, 'absolute')
    if (effect === null)
      return { arms: [], comparisons: [], tamed: adjusted.tamed, tooLittle: { have: own.n, need: own.n + 1, unit: 'spread' } }
    const [alone, joint] = [rule.level, jointLevelOf(rule.level, sides.length)].map((level) =>
      readEffect(effect, control.n + own.n, plannedN, { method: rule.method, level }),
    ) as [Reading, Reading]
    comparisons.push({
      arm,
      name: names[arm] as string,
      n: control.n + own.n,
      ratio: Math.exp(alone.estimate),
      interval: grow(alone.interval),
      jointInterval: grow(joint.interval),
      p: alone.p,
      chance: alone.chance,
    })
  }
  const arms = sides.map((side, arm) => {
    const half = studentQuantile((1 + rule.level) / 2, side.n - 1) * Math.sqrt(side.variance / side.n)
    return {
      ...countArm(question, arm),
      typical: Math.exp(centre + side.mean),
      interval: grow([centre + side.mean - half, centre + side.mean + half]),
    }
  })
  return { arms, comparisons: correct(comparisons), tooLittle: null, tamed: adjusted.tamed }
}

/** p values of several arms pay for being several (Holm). */
const correct = (comparisons: ArmComparison[]): ArmComparison[] => {
  const ps = comparisons.flatMap(({ p }) => (p === null ? [] : [p]))
  if (ps.length !== comparisons.length) return comparisons
  const adjusted = adjustHolm(ps)
  return comparisons.map((one, i) => ({ ...one, p: adjusted[i] as number }))
}

const grow = ([low, high]: [number, number]): [number, number] => [Math.exp(low), Math.exp(high)]

const columnsOf = ({ outcomes, hasExposure }: Question) => ({
  counts: outcomes.map(({ count }) => count),
  ...(hasExposure ? { exposures: outcomes.map(({ exposure }) => exposure) } : {}),
  blocks: outcomes.map(({ weekday }) => weekday),
})

const countArm = ({ names, outcomes, hasExposure }: Question, arm: number): ArmResult => {
  const own = outcomes.filter((one) => one.arm === arm)
  return {
    arm,
    name: names[arm] as string,
    planned: own.length,
    n: own.filter(hasOutcome(hasExposure)).length,
    typical: null,
    interval: null,
  }
}

const compareOnce = (question: Question): Pick<MeasuredExperiment, 'arms' | 'comparisons' | 'tooLittle' | 'tamed'> => {
  const { names, rule, outcomes, seed } = question
  const found = comparePosts(
    { ...columnsOf(question), arms: outcomes.map(({ arm }) => arm), sets: outcomes.map(({ set }) => set) },
    createGenerator(`experiment/${seed}`),
    { level: rule.level },
  )
  if (found.kind === 'too-little-data') return { arms: [], comparisons: [], tooLittle: found, tamed: 0 }
  return {
    arms: found.arms.map(({ arm, typical, interval }) => ({ ...countArm(question, arm), typical, interval })),
    comparisons: found.comparisons.map((one) => ({
      arm: one.arm,
      name: names[one.arm] as string,
      n: one.n[0] + one.n[1],
      ratio: one.ratio,
      interval: one.interval,
      jointInterval: one.jointInterval,
      p: one.pAdjusted,
      chance: null,
    })),
    tooLittle: null,
    tamed: found.tamed,
  }
}

/** Measures an experiment on posts as they were assigned, whatever became of them. Pure. Cost: that of comparePosts, run it in a thread. */
export const measureExperiment = (question: Question): MeasuredExperiment => {
  const counted = question.names.map((_name, arm) => countArm(question, arm))
  const split = measureSplit(
    counted.map(({ n }) => n),
    counted.map(({ planned }) => planned),
  )
  const n = counted.reduce((sum, arm) => sum + arm.n, 0)
  const frame = { split, n, missing: question.outcomes.length - n }
  const least = Math.min(...counted.map((arm) => arm.n))
  const nothing = { arms: counted, comparisons: [], tamed: 0 }
  if (least < fewestPostsPerArm) return { ...frame, ...nothing, tooLittle: { have: least, need: fewestPostsPerArm, unit: 'posts-per-arm' } }
  if (!question.look) return { ...frame, ...nothing, tooLittle: null }
  const compared = question.rule.method === 'fixed' ? compareOnce(question) : compareRunning(question)
  return { ...frame, ...compared, arms: compared.arms.length === 0 ? counted : compared.arms }
}

export type TableArm = { arm: string; n: number; mean: number; variance: number } | { arm: string; n: number; conversions: number }

/** An experiment that ran elsewhere: relative effects of the arms of a table; the first is the control. Pure. Cost: O(arms). */
export const measureTable = (table: TableArm[], rule: MethodRule, plannedN: number): MeasuredExperiment => {
  const sides = table.map((one) => ('conversions' in one ? armFromConversions(one.n, one.conversions) : one))
  const total = sides.reduce((sum, side) => sum + side.n, 0)
  const split = measureSplit(
    sides.map(({ n }) => n),
    sides.map(() => Math.max(1, Math.round(total / sides.length))),
  )
  const half = (side: Arm) => studentQuantile((1 + rule.level) / 2, Math.max(1, side.n - 1)) * Math.sqrt(side.variance / side.n)
  const arms = sides.map(
    (side, arm): ArmResult => ({
      arm,
      name: (table[arm] as TableArm).arm,
      planned: side.n,
      n: side.n,
      typical: side.mean,
      interval: [side.mean - half(side), side.mean + half(side)],
    }),
  )
  const frame = { split, arms, n: total, missing: 0, tamed: 0 }
  const control = sides[0] as Arm
  const comparisons: ArmComparison[] = []
  for (let arm = 1; arm < sides.length; arm++) {
    const own = sides[arm] as Arm
    const effect = effectOf(control, own, 'relative')
    if (effect === null) return { ...frame, comparisons: [], tooLittle: { have: Math.min(control.n, own.n), need: 2, unit: 'spread' } }
    const [alone, joint] = [rule.level, jointLevelOf(rule.level, sides.length)].map((level) =>
      readEffect(effect, control.n + own.n, plannedN, { method: rule.method, level }),
    ) as [Reading, Reading]
    const asRatio = ([low, high]: [number, number]): [number, number] => [1 + low, 1 + high]
    comparisons.push({
      arm,
      name: (table[arm] as TableArm).arm,
      n: control.n + own.n,
      ratio: 1 + alone.estimate,
      interval: asRatio(alone.interval),
      jointInterval: asRatio(joint.interval),
      p: alone.p,
      chance: alone.chance,
    })
  }
  return { ...frame, comparisons: correct(comparisons), tooLittle: null }
}
