/** When an answer is due: the brand's own target, counted in its working hours, or the network's last moment for an answer, whichever comes first. */
import { Temporal } from 'temporal-polyfill'
import type { Conversation, InboxSettings } from '../../../contract/inbox-shapes.ts'

/** No working hour within this many days: then nothing is ever due. */
const mostDays = 366
const minuteMs = 60_000

export interface Clock extends Pick<InboxSettings, 'hours' | 'holidays'> {
  timeZone: string
}

const moment = (day: Temporal.PlainDate, time: string, timeZone: string): number =>
  time === '24:00'
    ? day.add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds
    : day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

/** The working spans of a day in moments, joined where they overlap; without hours the whole day. */
const spansOf = (day: Temporal.PlainDate, { hours, holidays, timeZone }: Clock): [number, number][] => {
  if (holidays.includes(day.toString())) return []
  if (hours.length === 0) return [[moment(day, '00:00', timeZone), moment(day, '24:00', timeZone)]]
  const spans: [number, number][] = []
  for (const { from, to } of hours.filter(({ weekday }) => weekday === day.dayOfWeek).toSorted((a, b) => a.from.localeCompare(b.from))) {
    const [start, end] = [moment(day, from, timeZone), moment(day, to, timeZone)]
    const last = spans.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else spans.push([start, end])
  }
  return spans
}

const dayOf = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

/** The moment at which so many working minutes have passed since `from`; null when there is no such moment within a year. Cost: O(days). */
export const addWorking = (from: Date, minutes: number, clock: Clock): Date | null => {
  let left = minutes * minuteMs
  let day = dayOf(from, clock.timeZone)
  for (let i = 0; i < mostDays; i++, day = day.add({ days: 1 })) {
    for (const [start, end] of spansOf(day, clock)) {
      const begin = Math.max(start, from.getTime())
      if (end <= begin) continue
      if (end - begin >= left) return new Date(begin + left)
      left -= end - begin
    }
  }
  return null
}

/** Working minutes between two moments; 0 when they are the wrong way round. Cost: O(days), a year at most. */
export const workingMinutes = (from: Date, to: Date, clock: Clock): number => {
  let sum = 0
  let day = dayOf(from, clock.timeZone)
  const last = dayOf(to, clock.timeZone)
  for (let i = 0; i < mostDays && Temporal.PlainDate.compare(day, last) <= 0; i++, day = day.add({ days: 1 })) {
    for (const [start, end] of spansOf(day, clock)) sum += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
  }
  return sum / minuteMs
}

/** Minutes within which an account answers: its own target, else the brand's; null without one. */
export const targetOf = ({ targets }: Pick<InboxSettings, 'targets'>, accountId: string): number | null =>
  (targets.find((one) => one.accountId === accountId) ?? targets.find((one) => one.accountId === null))?.minutes ?? null

/** Adds when each conversation's answer is due, and why. `windows`: hours for which a network takes answers, by network. Pure. */
export const withDue = (
  conversations: readonly Omit<Conversation, 'dueAt' | 'dueBy'>[],
  settings: InboxSettings,
  timeZone: string,
  windows: ReadonlyMap<string, number>,
): Conversation[] =>
  conversations.map((one) => {
    if (one.waitingSince === null || (one.state !== 'new' && one.state !== 'open')) return { ...one, dueAt: null, dueBy: null }
    const since = new Date(one.waitingSince)
    const minutes = targetOf(settings, one.accountId)
    const target = minutes === null ? null : addWorking(since, minutes, { ...settings, timeZone })
    const hours = windows.get(one.network)
    const window = hours === undefined ? null : new Date(since.getTime() + hours * 60 * minuteMs)
    const isWindow = window !== null && (target === null || window < target)
    const due = isWindow ? window : target
    return { ...one, dueAt: due?.toISOString() ?? null, dueBy: due === null ? null : isWindow ? 'window' : 'target' }
  })
