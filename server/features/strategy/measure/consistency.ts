/** Week by week: what the strategy in force wanted, and what went out. */
import { Temporal } from 'temporal-polyfill'
import type { Supported } from '../../../../contract/evidence.ts'
import { say } from '../../../../contract/sentence.ts'
import type { ConsistencyWeek, StrategyVersion } from '../../../../contract/strategy.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'
import type { DidWeek } from '../store/did.ts'

const level = 0.8
const fewestWeeks = 4

const wantedOf = ({ content }: StrategyVersion): number => content.cadence.reduce((sum, { perWeek }) => sum + perWeek, 0)

/** The year up to the week of `today`, oldest first. Pure. `versions` newest first. Cost: O(weeks · versions). */
export const measureWeeks = (
  did: readonly DidWeek[],
  versions: readonly StrategyVersion[],
  { today, timeZone }: { today: string; timeZone: string },
): ConsistencyWeek[] => {
  const day = Temporal.PlainDate.from(today)
  const thisMonday = day.subtract({ days: day.dayOfWeek - 1 })
  const byMonday = new Map(did.map((week) => [week.monday, week]))
  const saved = versions.map((version) => ({
    version,
    day: Temporal.Instant.from(version.savedAt).toZonedDateTimeISO(timeZone).toPlainDate(),
  }))
  return Array.from({ length: 53 }, (_, index) => {
    const monday = thisMonday.subtract({ days: 7 * (52 - index) })
    const known = byMonday.get(monday.toString())
    // A week is held against what was in force when it began; the week in which the first strategy was written, against that one.
    const inForce = saved.find((one) => Temporal.PlainDate.compare(one.day, monday) <= 0) ?? null
    const first = saved.at(-1)
    const isFirstWeek =
      first !== undefined &&
      Temporal.PlainDate.compare(first.day, monday) > 0 &&
      Temporal.PlainDate.compare(first.day, monday.add({ days: 7 })) < 0
    const version = inForce?.version ?? (isFirstWeek ? first.version : null)
    return {
      monday: monday.toString(),
      wanted: version === null ? null : wantedOf(version),
      done: known?.done ?? 0,
      late: known?.late ?? 0,
      missed: known?.missed ?? 0,
      planned: known?.planned ?? 0,
    }
  })
}

/** The share of whole weeks under a strategy in which at least as much went out as wanted; null below four of them. */
export const measureKept = (weeks: readonly ConsistencyWeek[]): Supported | null => {
  const whole = weeks.slice(0, -1).filter(({ wanted }) => wanted !== null && wanted > 0)
  const [first, last] = [whole[0], whole.at(-1)]
  if (first === undefined || last === undefined || whole.length < fewestWeeks) return null
  const kept = whole.filter(({ done, wanted }) => done >= (wanted ?? 0)).length
  return {
    value: kept / whole.length,
    interval: wilsonInterval(kept, whole.length, level),
    level,
    n: whole.length,
    evidence: {
      method: say('strategy:method.kept'),
      period: { from: first.monday, to: Temporal.PlainDate.from(last.monday).add({ days: 6 }).toString() },
      n: whole.length,
      assumptions: [{ words: say('strategy:assumption.weeksAlike'), holds: null }],
      rows: {
        columns: ['week', 'wanted', 'done', 'late', 'missed'].map((column) => say(`strategy:column.${column}`)),
        cells: whole.map(({ monday, wanted, done, late, missed }) => [monday, wanted, done, late, missed]),
        total: whole.length,
      },
      page: 'strategy',
    },
  }
}
