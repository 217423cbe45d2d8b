/** Reads the dates of exports and places them in a time zone; hours that a zone skips or repeats are resolved openly. */
import { Temporal } from 'temporal-polyfill'
import { isMissing, toEuropeanDigits } from './numbers.ts'

/** Whether 03/04/2025 is the 4th of March or the 3rd of April. */
export type DateOrder = 'month-first' | 'day-first'

export type TimeReading =
  /** A wall clock reading without a zone, "2025-03-15T03:06"; `timeKnown` is false when only the day was given. */
  | { kind: 'local'; local: string; timeKnown: boolean }
  /** A moment: the text carried its own offset. */
  | { kind: 'instant'; at: Date }
  | { kind: 'missing' }
  | { kind: 'unreadable' }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1

const clock = String.raw`(?:(?:,|T|\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?`
const patterns = {
  yearFirst: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${clock}\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?$`, 'i'),
  slashes: new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})${clock}$`),
  dots: new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})${clock}$`),
  monthWord: new RegExp(`^(?:[A-Za-z]{3,9},?\\s+)?([A-Za-z]{3,9})\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${clock}$`),
  dayWord: new RegExp(`^(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})\\.?\\s+([A-Za-z]{3,9})\\.?,?\\s+(\\d{4})${clock}$`),
  compact: /^(\d{4})(\d{2})(\d{2})$/,
  epoch: /^(\d{10}|\d{13})$/,
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

const make = (year: string, month: number, day: number, time: (string | undefined)[]): TimeReading => {
  const [hourText, minuteText, secondText, half] = time
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  let hour = Number(hourText ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return { kind: 'unreadable' }
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  }
  const minute = Number(minuteText ?? 0)
  const second = Number(secondText ?? 0)
  const daysInMonth = month >= 1 && month <= 12 ? new Date(Date.UTC(fullYear, month, 0)).getUTCDate() : 0
  if (day < 1 || day > daysInMonth || hour > 23 || minute > 59 || second > 59 || fullYear < 1995 || fullYear > 2200)
    return { kind: 'unreadable' }
  const seconds = second === 0 ? '' : `:${pad(second)}`
  return {
    kind: 'local',
    local: `${pad(fullYear, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}${seconds}`,
    timeKnown: hourText !== undefined,
  }
}

/**
 * Reads one cell. Only `a/b/yyyy` needs `order`; a text that cannot be a date in that order is unreadable, not swapped. Cost: O(length).
 */
export const readTime = (raw: string, order: DateOrder): TimeReading => {
  if (isMissing(raw)) return { kind: 'missing' }
  const text = toEuropeanDigits(raw.normalize('NFKC'))
    .replace(/[\u200E\u200F\u061C]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const epoch = patterns.epoch.exec(text)?.[1]
  if (epoch !== undefined) return { kind: 'instant', at: new Date(Number(epoch) * (epoch.length === 10 ? 1000 : 1)) }
  const yearFirst = patterns.yearFirst.exec(text)
  if (yearFirst !== null) {
    const local = make(yearFirst[1] as string, Number(yearFirst[2]), Number(yearFirst[3]), yearFirst.slice(4, 8))
    const offset = yearFirst[8]
    if (local.kind !== 'local' || offset === undefined) return local
    const iso = /^(z|utc)$/i.test(offset) ? 'Z' : offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
    const at = new Date(`${local.local.length === 16 ? `${local.local}:00` : local.local}${iso}`)
    return Number.isNaN(at.getTime()) ? { kind: 'unreadable' } : { kind: 'instant', at }
  }
  const slashes = patterns.slashes.exec(text)
  if (slashes !== null) {
    const [first, second] = [Number(slashes[1]), Number(slashes[2])]
    const [month, day] = order === 'month-first' ? [first, second] : [second, first]
    return make(slashes[3] as string, month, day, slashes.slice(4, 8))
  }
  const dots = patterns.dots.exec(text)
  if (dots !== null) return make(dots[3] as string, Number(dots[2]), Number(dots[1]), dots.slice(4, 8))
  const monthWord = patterns.monthWord.exec(text)
  if (monthWord !== null) return make(monthWord[3] as string, monthOf(monthWord[1] as string), Number(monthWord[2]), monthWord.slice(4, 8))
  const dayWord = patterns.dayWord.exec(text)
  if (dayWord !== null) return make(dayWord[3] as string, monthOf(dayWord[2] as string), Number(dayWord[1]), dayWord.slice(4, 8))
  const compact = patterns.compact.exec(text)
  if (compact !== null) return make(compact[1] as string, Number(compact[2]), Number(compact[3]), [])
  return { kind: 'unreadable' }
}

/** What the dates of a column say about their order: a 13 or more can only be a day. Cost: O(n). */
export const findDateOrder = (cells: Iterable<string>): { order: DateOrder | null; contradictory: boolean } => {
  let dayFirst = 0
  let monthFirst = 0
  for (const cell of cells) {
    const match = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}/.exec(toEuropeanDigits(cell))
    if (match === null) continue
    if (Number(match[1]) > 12) dayFirst++
    if (Number(match[2]) > 12) monthFirst++
  }
  if (dayFirst > 0 && monthFirst > 0) return { order: null, contradictory: true }
  return { order: dayFirst > 0 ? 'day-first' : monthFirst > 0 ? 'month-first' : null, contradictory: false }
}

export interface ResolvedTime {
  at: Date
  /** 'gap': the clock skipped this time, the moment after the jump is taken; 'twice': it came twice, the first is taken. */
  oddity: 'gap' | 'twice' | null
}

/** Makes a function that places wall clock readings in a zone; it remembers hours, so a million rows cost a few thousand look-ups. */
export const placeInZone = (timeZone: string): ((local: string) => ResolvedTime) => {
  const hours = new Map<string, { offsetMs: number; oddity: ResolvedTime['oddity'] }>()
  return (local) => {
    // Zones change at quarter hours at the finest, so a quarter shares its offset.
    const key = `${local.slice(0, 14)}${pad(Math.floor(Number(local.slice(14, 16)) / 15) * 15)}`
    let known = hours.get(key)
    if (known === undefined) {
      const plain = Temporal.PlainDateTime.from(key)
      const taken = plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
      const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
      const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
      const oddity = later.epochMilliseconds === earlier.epochMilliseconds ? null : taken.toPlainDateTime().equals(plain) ? 'twice' : 'gap'
      known = { offsetMs: Date.parse(`${key}:00Z`) - taken.epochMilliseconds, oddity }
      if (hours.size > 50_000) hours.clear()
      hours.set(key, known)
    }
    const utcMs = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`)
    return { at: new Date(utcMs - known.offsetMs), oddity: known.oddity }
  }
}
