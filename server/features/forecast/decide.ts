/** What a measured forecast says in words. */
import type { Forecast } from '../../../contract/forecast.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Measured } from './measure.ts'

type Found = Extract<Measured, { kind: 'forecast' }>

const tellGoal = ({ chance, goal, days }: Found): Sentence | null => {
  if (chance === null || goal === null) return null
  const { early, late } = chance.steps
  const values = { goal, chance: Math.round(100 * (chance.byStep.at(-1) ?? 0)), until: days.at(-1) ?? '' }
  if (early === null) return say('forecast:goal.unlikely', values)
  if (late === null) return say('forecast:goal.open', { ...values, from: days[early] ?? '' })
  return say('forecast:goal.between', { ...values, from: days[early] ?? '', to: days[late] ?? '' })
}

/** Pure: the same measurement gives the same answer. */
export const decideForecast = (measured: Measured): Forecast => {
  const { history } = measured
  if (measured.kind === 'too-little-data')
    return { kind: measured.kind, have: measured.have, need: measured.need, unit: measured.unit, history }
  if (measured.kind === 'no-variation')
    return { kind: measured.kind, reason: say('forecast:noVariation', { value: measured.value }), history }
  const { forecast, days, chance } = measured
  type Interval = (typeof forecast.intervals)[0]
  const [, eighty, ninetyFive] = forecast.intervals as [Interval, Interval, Interval]
  const bounds = ({ lower, upper }: typeof eighty, h: number): [number, number] => [lower[h] as number, upper[h] as number]
  const points = days.map((day, h) => ({
    day,
    mean: forecast.mean[h] as number,
    interval80: bounds(eighty, h),
    interval95: bounds(ninetyFive, h),
    reached: chance === null ? null : (chance.byStep[h] as number),
  }))
  const end = points.at(-1) as (typeof points)[0]
  return {
    kind: 'forecast',
    headline: say('forecast:headline', {
      until: end.day,
      value: Math.round(end.mean),
      low: Math.round(end.interval80[0]),
      high: Math.round(end.interval80[1]),
    }),
    goal: tellGoal(measured),
    step: measured.step,
    history,
    points,
    evidence: {
      method: say(`forecast:method.${measured.step}`, { origins: forecast.origins }),
      n: forecast.n,
      missing: forecast.missing,
      period: { from: history[0]?.day ?? '', to: history.at(-1)?.day ?? '' },
      parts: forecast.parts,
      origins: forecast.origins,
    },
  }
}
