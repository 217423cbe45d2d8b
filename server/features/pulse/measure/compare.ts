/** Holds a shift against peers on the platform, the brand's other accounts, last year and the brand's own posting. */
import { removeSeason } from '../../../../statistics/detect/remove-season.ts'
import { judgeRegime, type RegimeVerdict } from '../../../../statistics/detect/judge-regime.ts'
import type { DayValue, SeriesToWatch } from './series.ts'

/** Days (or weeks) after a shift from which its verdict stands. */
export const firmAfter = { day: 21, week: 4 } as const

export interface Compared {
  regime: RegimeVerdict
  /** Known values from the shift on. */
  after: number
  firm: boolean
}

/** Amounts without their weekday pattern, never below zero: growth below zero is nothing that came in. */
const amounts = ({ points, step }: Pick<SeriesToWatch, 'points' | 'step'>, calendar: readonly string[]): number[] => {
  const known = new Map(points.map(({ day, value }) => [day, value]))
  const logs = calendar.map((day) => {
    const value = known.get(day) ?? null
    return value === null ? Number.NaN : Math.log1p(Math.max(0, value))
  })
  const levels = step === 'day' ? Array.from(removeSeason(logs, [7]).values) : logs
  return levels.map((value) => (Number.isNaN(value) ? value : Math.max(0, Math.expm1(value))))
}

/** Weeks where three are known on both sides, days before that. */
const blocks = (step: 'day' | 'week', after: number) => {
  if (step === 'week') return { blockLength: 1, blockCount: Math.min(6, Math.max(3, after)), year: 52 }
  if (after >= firmAfter.day) return { blockLength: 7, blockCount: Math.min(4, Math.floor(after / 7)), year: 364 }
  return { blockLength: 1, blockCount: Math.min(14, Math.max(3, after)), year: 364 }
}

/** Pure; series are matched by their days. Cost: O(series · days). */
export const compareShift = (
  own: Pick<SeriesToWatch, 'points' | 'step'>,
  day: string,
  { siblings, panel }: { siblings: Pick<SeriesToWatch, 'points' | 'step'>[]; panel: Pick<SeriesToWatch, 'points' | 'step'>[] },
): Compared => {
  const calendar = own.points.map((point) => point.day)
  const index = calendar.indexOf(day)
  const after = own.points.slice(index).filter(({ value }) => value !== null).length
  const onOwn = (one: Pick<SeriesToWatch, 'points' | 'step'>) => amounts(one, calendar)
  return {
    regime: judgeRegime({ own: onOwn(own), siblings: siblings.map(onOwn), panel: panel.map(onOwn), index }, blocks(own.step, after)),
    after,
    firm: after >= firmAfter[own.step],
  }
}

export interface PostingCompared {
  before: number
  after: number
  days: number
  /** Ratio of the two rates with its 95% interval. */
  ratio: number
  interval: [number, number]
}

/** Posts per day before and after, as two Poisson rates; null with fewer than five posts in all. Source: the log rate ratio, with 0.5 added to both counts. */
export const comparePosting = (posted: readonly string[], calendar: readonly string[], day: string): PostingCompared | null => {
  const index = calendar.indexOf(day)
  const days = Math.min(28, index, calendar.length - index)
  if (days < 3) return null
  const from = calendar[index - days] as string
  const last = calendar[index + days - 1] as string
  const before = posted.filter((one) => one >= from && one < day).length
  const after = posted.filter((one) => one >= day && one <= last).length
  if (before + after < 5) return null
  const ratio = (after + 0.5) / (before + 0.5)
  const half = 1.96 * Math.sqrt(1 / (after + 0.5) + 1 / (before + 0.5))
  return { before, after, days, ratio, interval: [ratio * Math.exp(-half), ratio * Math.exp(half)] }
}

/** What looks like a mistake of the data and not of the world; null where nothing does. */
export const findFault = (points: readonly DayValue[], day: string): { kind: 'frozen' | 'unit'; value: number; days: number } | null => {
  const index = points.findIndex((point) => point.day === day)
  const known = (part: readonly DayValue[]) => part.flatMap(({ value }) => (value === null ? [] : [value]))
  const [before, after] = [known(points.slice(Math.max(0, index - 56), index)), known(points.slice(index))]
  if (before.length < 10 || after.length < 3) return null
  const first = after[0] as number
  const varied = new Set(before).size > before.length / 4
  if (varied && after.length >= 4 && after.every((value) => value === first)) return { kind: 'frozen', value: first, days: after.length }
  // From thousands to units or back: a whole power of ten, and far less scatter than a real change of that size would bring.
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
  const [one, other] = [middle(before), middle(after)]
  if (one <= 0 || other <= 0) return null
  const power = Math.log10(other / one)
  const whole = Math.round(power)
  return whole !== 0 && Math.abs(whole) >= 2 && Math.abs(power - whole) < 0.12
    ? { kind: 'unit', value: 10 ** whole, days: after.length }
    : null
}
