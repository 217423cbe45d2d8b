/** The days somebody asked about, as moments in a brand's zone. */
import { Temporal } from 'temporal-polyfill'

export interface DayPeriod {
  /** First and last day, both counted. */
  fromDay: string
  toDay: string
  /** From the start of the first day up to, not including, the end of the last. */
  from: Date
  to: Date
}

/** Ninety days until today unless days are given; the ends are put in order. Cost: O(1). */
export const periodOf = (
  asked: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
  now: Date,
  usualDays = 90,
): DayPeriod => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const end = asked.to === undefined ? today : Temporal.PlainDate.from(asked.to)
  const start = asked.from === undefined ? end.subtract({ days: usualDays - 1 }) : Temporal.PlainDate.from(asked.from)
  const [first, last] = Temporal.PlainDate.compare(start, end) <= 0 ? [start, end] : [end, start]
  const moment = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds)
  return { fromDay: first.toString(), toDay: last.toString(), from: moment(first), to: moment(last.add({ days: 1 })) }
}
