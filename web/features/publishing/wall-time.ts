/** Wall times in the brand's zone: "2026-03-29T09:00", as people plan in them. */

/** The wall time of a moment in a zone, to the minute. Cost O(1). */
export const wallTimeOf = (moment: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(moment))
    .replace(' ', 'T')

/** The next full hour on the wall, at least ten minutes away. */
export const nextFullHour = (now: Date, timeZone: string): string =>
  `${wallTimeOf(new Date(now.getTime() + 70 * 60_000), timeZone).slice(0, 13)}:00`

export const isWallTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)

/** A wall time as the instant that UTC clocks would call it: for pictures that only know UTC (the calendar), never for sending. */
export const asIfUtc = (wallTime: string): string => `${wallTime}:00Z`
