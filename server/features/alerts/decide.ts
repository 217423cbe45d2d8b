/** Decides what an alert has to tell now: what it has not told yet, or the one letter of the day. */
import { Temporal } from 'temporal-polyfill'
import { type TodayItem, urgencies, type Urgency } from '../../../contract/today.ts'

export interface ToldRow {
  entryId: string
  urgency: Urgency
  at: Date
}

const dayMs = 86_400_000

/**
 * What is new for one alert: entries of its steps that were never told, or that have grown more urgent since. `forgotten` are told rows whose entry is
 * gone for a day, so that the same trouble is told again when it comes back, and a flicker is not. Pure; cost linear.
 */
export const decideNew = (
  items: TodayItem[],
  told: ToldRow[],
  steps: readonly Urgency[],
  now: Date,
): { fresh: TodayItem[]; forgotten: string[] } => {
  const before = new Map(told.map((row) => [row.entryId, row]))
  const fresh = items.filter((item) => {
    const row = before.get(item.id)
    return steps.includes(item.urgency) && (row === undefined || urgencies[item.urgency] < urgencies[row.urgency])
  })
  const here = new Set(items.map(({ id }) => id))
  const forgotten = told
    .filter(({ entryId, at }) => !here.has(entryId) && now.getTime() - at.getTime() > dayMs)
    .map(({ entryId }) => entryId)
  return { fresh, forgotten }
}

/** The brand's day whose letter is due, else null: its hour has come and it has not gone out yet. */
export const digestDayDue = (alert: { hour: number; lastDigestDay: string | null }, now: Date, timeZone: string): string | null => {
  const here = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone)
  const day = here.toPlainDate().toString()
  return here.hour >= alert.hour && alert.lastDigestDay !== day ? day : null
}
