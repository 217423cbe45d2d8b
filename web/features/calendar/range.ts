/** Which days a view of the calendar shows, by plain dates. */
import type { View } from './views.ts'

const dayMs = 86_400_000
const parse = (day: string) => Date.parse(`${day}T00:00:00Z`)
const write = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export interface CalendarRange {
  first: string
  last: string
  /** Instants that surely contain those days in every time zone: a day more at both ends. */
  from: string
  to: string
}

/** First and last day of the week that holds `day`; `weekStartsOn` is 1 Monday … 7 Sunday. */
export const weekOf = (day: string, weekStartsOn: number): { first: string; last: string } => {
  const ms = parse(day)
  const weekday = new Date(ms).getUTCDay() || 7
  const first = ms - ((weekday - weekStartsOn + 7) % 7) * dayMs
  return { first: write(first), last: write(first + 6 * dayMs) }
}

/** The days of a view. The month is widened to whole weeks. Cost O(1). */
export const rangeOf = (view: View, day: string, weekStartsOn: number): CalendarRange => {
  const month = day.slice(0, 7)
  const lastOfMonth = write(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
  const { first, last } =
    view === 'month'
      ? { first: weekOf(`${month}-01`, weekStartsOn).first, last: weekOf(lastOfMonth, weekStartsOn).last }
      : weekOf(day, weekStartsOn)
  return { first, last, from: new Date(parse(first) - dayMs).toISOString(), to: new Date(parse(last) + 2 * dayMs).toISOString() }
}

/** The same place one month or week on (or back); the 31st becomes the 1st of the month, which every month has. */
export const moveDay = (day: string, view: View, by: 1 | -1): string =>
  view === 'month' ? write(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + by, 1)) : write(parse(day) + by * 7 * dayMs)
