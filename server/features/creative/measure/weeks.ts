/** What each of the next weeks needs and what there is: open deliverables, the habit or plan of posting, people and their days away. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Person } from '../../../../contract/creative.ts'
import type { Format } from '../../../../contract/content.ts'
import { type Load, type PieceHours, sumHours } from './hours.ts'

export interface OpenPiece {
  id: string
  title: string
  format: Format
  dueOn: string | null
  expectedHours: number | null
  loggedHours: number
  personName: string | null
}
export interface Cadence {
  source: 'strategy' | 'past' | 'unknown'
  perWeek: number
  /** From week to week, where it is a habit. */
  deviation: number
  /** Share of each format. */
  mix: { format: Format; share: number }[]
}
export interface WeekInput {
  today: string
  weekStartsOn: number
  weeks: number
  people: Person[]
  pieces: OpenPiece[]
  cadence: Cadence
  /** Posts that have their time already, by day. */
  planned: string[]
  hoursOf: (format: Format) => PieceHours
}
export interface WeekNeed {
  starts: string
  inHouse: number
  outside: number
  needed: { value: number; interval: [number, number] }
  pieces: { format: Format; count: number; why: 'briefed' | 'cadence' }[]
  rows: { title: string | null; format: Format; count: number; dueOn: string | null; hours: number; person: string | null }[]
}

const daysOf = (from: Temporal.PlainDate, until: Temporal.PlainDate, spans: { from: string; to: string }[]): number => {
  let free = 0
  for (let day = from; Temporal.PlainDate.compare(day, until) < 0; day = day.add({ days: 1 })) {
    const text = day.toString()
    if (!spans.some((span) => span.from <= text && text <= span.to)) free += 1
  }
  return free
}

/** Counts to whole pieces whose sum is the rounded sum (largest remainders). */
const toWhole = (shares: { format: Format; count: number }[]): { format: Format; count: number }[] => {
  const floors = shares.map((share) => ({ ...share, whole: Math.floor(share.count), rest: share.count % 1 }))
  let left = Math.round(shares.reduce((sum, { count }) => sum + count, 0)) - floors.reduce((sum, { whole }) => sum + whole, 0)
  for (const one of floors.toSorted((a, b) => b.rest - a.rest)) if (left-- > 0) one.whole += 1
  return floors.flatMap(({ format, whole }) => (whole > 0 ? [{ format, count: whole }] : []))
}

/** Week by week from the one that `today` lies in. What is overdue falls into this week; what has no day falls into none. Cost: O(weeks × (people + pieces)). */
export const measureWeeks = (input: WeekInput): WeekNeed[] => {
  const today = Temporal.PlainDate.from(input.today)
  const first = today.subtract({ days: (today.dayOfWeek - input.weekStartsOn + 7) % 7 })
  return Array.from({ length: input.weeks }, (_, index): WeekNeed => {
    const starts = first.add({ days: 7 * index })
    const ends = starts.add({ days: 7 })
    // Of this week only what is left of it can still be worked.
    const from = index === 0 ? today : starts
    const hoursIn = (place: Person['place']) =>
      input.people
        .filter((person) => person.place === place)
        .reduce((sum, { hoursPerWeek, away }) => sum + (hoursPerWeek * daysOf(from, ends, away)) / 7, 0)
    const isDue = (day: string | null) => day !== null && day < ends.toString() && (index === 0 || day >= starts.toString())
    const due = input.pieces.filter(({ dueOn }) => isDue(dueOn))
    const briefed: Load[] = due.map((piece) => {
      const of = input.hoursOf(piece.format)
      const scale = piece.expectedHours === null || of.mean === 0 ? 1 : piece.expectedHours / of.mean
      return {
        of: { ...of, mean: of.mean * scale, pieceDeviation: of.pieceDeviation * scale, meanDeviation: of.meanDeviation * scale },
        count: 1,
        countDeviation: 0,
        done: piece.loggedHours,
      }
    })
    const planned = input.planned.filter((day) => day >= starts.toString() && day < ends.toString()).length
    const share = index === 0 ? daysOf(from, ends, []) / 7 : 1
    // What has its time is made; what is briefed is counted above.
    const missing = Math.max(0, input.cadence.perWeek * share - planned - due.length)
    const habitual = input.cadence.mix.map(({ format, share: part }) => ({ format, count: missing * part }))
    const usual: Load[] = habitual.map(({ format, count }) => ({
      of: input.hoursOf(format),
      count,
      countDeviation: input.cadence.perWeek === 0 ? 0 : (input.cadence.deviation * count) / input.cadence.perWeek,
      done: 0,
    }))
    const counts = new Map<Format, number>()
    for (const { format } of due) counts.set(format, (counts.get(format) ?? 0) + 1)
    return {
      starts: starts.toString(),
      inHouse: hoursIn('in-house'),
      outside: hoursIn('outside'),
      needed: sumHours([...briefed, ...usual]),
      pieces: [
        ...[...counts].map(([format, count]) => ({ format, count, why: 'briefed' as const })),
        ...toWhole(habitual).map((one) => ({ ...one, why: 'cadence' as const })),
      ],
      rows: [
        ...due.map((piece, place) => ({
          title: piece.title,
          format: piece.format,
          count: 1,
          dueOn: piece.dueOn,
          hours: Math.max(0, (briefed[place]?.of.mean ?? 0) - piece.loggedHours),
          person: piece.personName,
        })),
        ...habitual
          .filter(({ count }) => count > 0.01)
          .map(({ format, count }) => ({
            title: null,
            format,
            count,
            dueOn: null,
            hours: count * input.hoursOf(format).mean,
            person: null,
          })),
      ],
    }
  })
}

/** The habit of the last weeks, without this one: posts a week, how that varies, and the mix of formats; null below four weeks. */
export const measureHabit = (posts: { day: string; format: Format }[], today: string, weekStartsOn: number, weeks = 8): Cadence | null => {
  const now = Temporal.PlainDate.from(today)
  const end = now.subtract({ days: (now.dayOfWeek - weekStartsOn + 7) % 7 })
  const start = end.subtract({ days: 7 * weeks })
  const within = posts.filter(({ day }) => day >= start.toString() && day < end.toString())
  const first = posts.map(({ day }) => day).toSorted()[0]
  if (first === undefined || within.length === 0) return null
  const full = Math.min(weeks, Math.floor(Temporal.PlainDate.from(first).until(end).total({ unit: 'day' }) / 7))
  if (full < 4) return null
  const counts = Array.from({ length: full }, () => 0)
  for (const { day } of within) {
    const place = Math.floor(Temporal.PlainDate.from(day).until(end).total({ unit: 'day' }) / 7 - 1e-9)
    if (place < full) counts[place] = (counts[place] ?? 0) + 1
  }
  const perWeek = counts.reduce((sum, one) => sum + one, 0) / full
  if (perWeek === 0) return null
  const formats = new Map<Format, number>()
  for (const { format } of within) formats.set(format, (formats.get(format) ?? 0) + 1)
  return {
    source: 'past',
    perWeek,
    deviation: Math.sqrt(counts.reduce((sum, one) => sum + (one - perWeek) ** 2, 0) / (full - 1)),
    mix: [...formats].map(([format, count]) => ({ format, share: count / within.length })).toSorted((a, b) => b.share - a.share),
  }
}
