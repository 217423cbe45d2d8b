/** Puts measured posts into the answer that the API, the command line and others hand on: findings, estimates, suggested slots. */
import type { Learning } from '../../../contract/learning.ts'
import { decideLearning } from './decide.ts'
import type { Measured } from './measure.ts'
import { planSlots } from './plan.ts'

export interface AnswerOptions {
  now: Date
  weeks: number
  /** How many slots a week; as many as the brand posts (3 to 21) when left out. */
  perWeek?: number | undefined
  taken: Date[]
}

const usualPerWeek = (perWeek: number) => Math.min(21, Math.max(3, perWeek))

/** Pure: the same measurement and options give the same answer. Cost: O(168 × weeks). */
export const answerLearning = (measured: Measured, options: AnswerOptions): Omit<Learning, 'accountId' | 'computedAt'> => {
  const { estimate, timeZone } = measured
  const found = estimate.kind === 'estimate' ? estimate : null
  return {
    ...decideLearning(measured),
    metric: measured.metric,
    unit: measured.unit,
    timeZone,
    average: found === null ? null : { value: found.average.rate, interval: found.average.rateInterval, level: found.level, n: found.n },
    suggestions:
      found === null ? [] : planSlots(found, { ...options, timeZone, perWeek: options.perWeek ?? usualPerWeek(measured.perWeek) }),
    prediction:
      found === null || found.prediction === null || !Number.isFinite(found.prediction.upper) || !Number.isFinite(found.prediction.lower)
        ? null
        : {
            factors: [Math.exp(found.prediction.lower), Math.exp(found.prediction.upper)],
            level: found.prediction.level,
            n: found.prediction.n,
          },
  }
}
