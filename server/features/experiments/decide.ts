/** Says what the rule that was fixed beforehand makes of the estimates, and nothing before the rule allows it. */
import type { ArmComparison, ExperimentResult, ExperimentRule } from '../../../contract/experiments.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { MeasuredExperiment, Split } from './measure.ts'

export interface Standing {
  rule: Pick<ExperimentRule, 'method' | 'level' | 'smallestRatio'>
  /** The plan is at its end: every post is out and settled. */
  ended: boolean
  /** Stopped by a person before that. */
  stoppedEarly: boolean
  done: number
  of: number
}

type Verdict = ExperimentResult['verdict']

const percentOf = (ratio: number) => Math.round(100 * (ratio - 1))
const valuesOf = (one: ArmComparison, standing: Standing) => ({
  arm: one.name,
  gain: percentOf(one.ratio),
  low: percentOf(one.jointInterval[0]),
  high: percentOf(one.jointInterval[1]),
  n: one.n,
  level: Math.round(100 * standing.rule.level),
  effect: percentOf(standing.rule.smallestRatio),
  done: standing.done,
  of: standing.of,
})

export const describeSplit = (split: Split): Sentence => {
  const values = {
    counts: split.counts.join(' / '),
    planned: split.planned.join(' / '),
    p: split.p === null ? '' : Number(split.p.toPrecision(2)),
  }
  return say(split.p === null ? 'experiments:split.unknown' : split.broken ? 'experiments:split.broken' : 'experiments:split.sound', values)
}

/**
 * The verdict: a broken split ends all talk of effects; a fixed rule says nothing before its end; then intervals decide, at the level that all
 * comparisons keep together. Pure. Cost: O(arms).
 */
export const decideExperiment = (measured: MeasuredExperiment, standing: Standing): Verdict => {
  const { rule, ended, stoppedEarly, done, of } = standing
  const over = ended || stoppedEarly
  if (measured.split.broken) return { kind: 'broken-split', words: say('experiments:verdict.brokenSplit') }
  if (rule.method === 'fixed' && !over) return { kind: 'progress', words: say('experiments:verdict.progress', { done, of }) }
  if (measured.tooLittle !== null) {
    const { have, need, unit } = measured.tooLittle
    return { kind: 'too-little-data', words: say(`experiments:verdict.tooLittle.${unit}`, { have, need }) }
  }
  if (rule.method === 'fixed' && stoppedEarly && !ended)
    return { kind: 'stopped-early', words: say('experiments:verdict.stoppedEarly', { done, of }) }
  const better = measured.comparisons.filter(({ jointInterval }) => jointInterval[0] > 1).toSorted((a, b) => b.ratio - a.ratio)[0]
  if (better !== undefined) return { kind: 'arm-better', words: say('experiments:verdict.armBetter', valuesOf(better, standing)) }
  const nearest = measured.comparisons.toSorted((a, b) => b.ratio - a.ratio)[0] as ArmComparison
  if (measured.comparisons.every(({ jointInterval }) => jointInterval[1] < 1))
    return { kind: 'control-better', words: say('experiments:verdict.controlBetter', valuesOf(nearest, standing)) }
  const small = ({ jointInterval: [low, high] }: ArmComparison) => low > 1 / rule.smallestRatio && high < rule.smallestRatio
  if (measured.comparisons.every(small))
    return { kind: 'no-difference', words: say('experiments:verdict.noDifference', valuesOf(nearest, standing)) }
  return over
    ? { kind: 'open', words: say('experiments:verdict.open', valuesOf(nearest, standing)) }
    : { kind: 'keep-going', words: say('experiments:verdict.keepGoing', valuesOf(nearest, standing)) }
}
