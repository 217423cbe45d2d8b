/** Sorts what all rooms say into one person's list: what is theirs, what they put away, and the place of each. */
import { Temporal } from 'temporal-polyfill'
import type { Ability } from '../../../../contract/procedure.ts'
import { type PutAway, type putAways, type Today, type TodayEntry, urgencies, type Urgency } from '../../../../contract/today.ts'

/** What a person put away, with what the entry was like at that moment. */
export interface AwayRow {
  itemId: string
  kind: PutAway['kind']
  until: Date | null
  fingerprint: string
  urgency: Urgency
}

/** Who asks, and how they want to see the list. */
export interface Person {
  userId: string
  can: (ability: Ability) => boolean
  away: AwayRow[]
  view: 'mine' | 'everyone'
  withAway: boolean
}

/** What makes an entry the same entry: a fourth message makes another one of "3 messages". */
export const fingerprintOf = ({ what }: Pick<TodayEntry, 'what'>): string => JSON.stringify([what.key, what.values])

const isMine = ({ people, needs }: TodayEntry, { userId, can }: Person) =>
  (people === undefined || people.includes(userId)) && (needs === undefined || can(needs))

/** An entry stays away until its moment comes, until it grows more urgent, or, when it was done, until it says something else. */
const standsAway = (entry: TodayEntry, row: AwayRow | undefined, now: Date): row is AwayRow => {
  if (row === undefined || (row.until !== null && row.until <= now)) return false
  if (urgencies[entry.urgency] < urgencies[row.urgency]) return false
  return row.until !== null || row.fingerprint === fingerprintOf(entry)
}

/**
 * One person's list: by urgency, within a step what waits longest first; what was put away (when asked for) keeps its rank. `others` and `away` count
 * what was left out. Pure; cost O(n log n).
 */
export const arrange = (entries: TodayEntry[], person: Person, now: Date): Pick<Today, 'items' | 'others' | 'away'> => {
  const rows = new Map(person.away.map((row) => [row.itemId, row]))
  const all = entries
    .toSorted((a, b) => urgencies[a.urgency] - urgencies[b.urgency] || (a.occurredAt ?? '').localeCompare(b.occurredAt ?? ''))
    .map((entry) => {
      const row = rows.get(entry.id)
      const { people: _, needs: __, ...shown } = entry
      const putAway = standsAway(entry, row, now) ? { kind: row.kind, until: row.until?.toISOString() ?? null } : null
      return { ...shown, mine: isMine(entry, person), putAway }
    })
  const inView = all.filter(({ mine }) => person.view === 'everyone' || mine)
  const away = inView.filter(({ putAway }) => putAway !== null).length
  const items = inView.filter(({ putAway }) => person.withAway || putAway === null).map((item, index) => ({ ...item, rank: index + 1 }))
  return { items, others: all.length - inView.length, away }
}

/** News that was read stays read for this long, though its numbers move a little every day. */
const newsDays = 7
const morning = { hour: 9, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 }

/** Until when an entry stays away; null means until it says something else. */
export const untilOf = (how: (typeof putAways)[number], isAct: boolean, now: Date, timeZone: string): Date | null => {
  const here = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone)
  const days = { done: newsDays, later: 0, tomorrow: 1, 'next-week': 8 - here.dayOfWeek }[how]
  if (how === 'done' && isAct) return null
  const then = how === 'later' ? here.add({ hours: 3 }) : how === 'done' ? here.add({ days }) : here.add({ days }).with(morning)
  return new Date(then.epochMilliseconds)
}
