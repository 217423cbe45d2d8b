/** From what is stored to what is watched: one value a day (or week) of what came in, not of what has piled up. */
import type { FollowedMetric } from '../../../../contract/metrics.ts'

export interface DayValue {
  day: string
  value: number | null
}

export interface SeriesToWatch {
  accountId: string
  metric: FollowedMetric
  step: 'day' | 'week'
  /** `ratio`: amounts that come in. `difference`: what a total grew by, which may be below zero. */
  scale: 'ratio' | 'difference'
  points: DayValue[]
  /** Own posts of each day, in step with the points; left out where they are not known. */
  posts?: number[]
}

const totals = new Set<FollowedMetric>(['followers', 'following', 'posts'])

/** A total becomes what it grew by since the day before; a day whose neighbour is missing is missing. */
export const toSeries = (about: Pick<SeriesToWatch, 'accountId' | 'metric' | 'step'>, history: readonly DayValue[]): SeriesToWatch => {
  const scale = totals.has(about.metric) ? 'difference' : 'ratio'
  if (scale === 'ratio') return { ...about, scale, points: [...history] }
  const points = history.slice(1).map(({ day, value }, at): DayValue => {
    const before = history[at]?.value ?? null
    return { day, value: value === null || before === null ? null : value - before }
  })
  return { ...about, scale, points }
}

/** As the watch compares them: amounts by their logarithm, growth as it is. NaN is missing. */
export const toLevels = ({ scale, points }: Pick<SeriesToWatch, 'scale' | 'points'>): number[] =>
  points.map(({ value }) => (value === null ? Number.NaN : scale === 'ratio' ? Math.log1p(Math.max(0, value)) : value))

/** Every day from the first to the last; a day without a reading is missing. */
export const fillDays = (days: readonly DayValue[]): DayValue[] => {
  const known = new Map(days.map(({ day, value }) => [day, value]))
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (first === undefined || last === undefined) return []
  const count = Math.min(20_000, Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1)
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10)
    return { day, value: known.get(day) ?? null }
  })
}
