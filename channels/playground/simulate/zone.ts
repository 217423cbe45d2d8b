/** Local time in the brand's zone, fast enough for a hundred thousand posts; daylight saving included. */

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export interface LocalMoment {
  /** 0 = Monday. */
  weekday: number
  hour: number
  /** weekday × 24 + hour. */
  slot: number
  /** Days since 1970-01-01 of the local date. */
  localDay: number
}

interface Zone {
  offsets: Map<number, number>
  read: (ms: number) => number
}
const zones = new Map<string, Zone>()

const openZone = (timeZone: string): Zone => {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const read = (ms: number) => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value)
    const { year, month, day, hour, minute, second } = parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
  }
  const zone: Zone = { offsets: new Map(), read }
  zones.set(timeZone, zone)
  return zone
}

/** Local time minus UTC, in ms. One look a day, except on days when the clocks change. Throws RangeError for an unknown zone. */
export const offsetAt = (timeZone: string, ms: number): number => {
  const { offsets, read } = openZone(timeZone)
  const day = Math.floor(ms / dayMs)
  const startOf = (one: number) => {
    const known = offsets.get(one)
    if (known !== undefined) return known
    const value = read(one * dayMs)
    offsets.set(one, value)
    return value
  }
  const before = startOf(day)
  return before === startOf(day + 1) ? before : read(ms)
}

/** Weekday, hour and slot of a moment. Cost: O(1) amortised. */
export const localMoment = (timeZone: string, ms: number): LocalMoment => {
  const local = ms + offsetAt(timeZone, ms)
  const localDay = Math.floor(local / dayMs)
  const hour = Math.floor((local - localDay * dayMs) / hourMs)
  // 1970-01-01 was a Thursday.
  const weekday = (((localDay + 3) % 7) + 7) % 7
  return { weekday, hour, slot: weekday * 24 + hour, localDay }
}

/** The moment of a local wall time; one that the clocks leap over is moved on by the leap. */
export const momentOf = (timeZone: string, localDay: number, msOfDay: number): number => {
  const local = localDay * dayMs + msOfDay
  const first = local - offsetAt(timeZone, local)
  return local - offsetAt(timeZone, first)
}

const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { month: 'numeric', timeZone: 'UTC' })
const ramadanDays = new Map<number, boolean>()
/** True in Ramadan by the Umm al-Qura calendar. */
export const isRamadan = (localDay: number): boolean => {
  const known = ramadanDays.get(localDay)
  if (known !== undefined) return known
  const found = Number.parseInt(islamic.format(localDay * dayMs), 10) === 9
  ramadanDays.set(localDay, found)
  return found
}
