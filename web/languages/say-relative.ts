/** “in 3 hours”, “yesterday”: a moment as people say it, seen from another. */

/** Days since 1970 of the calendar day that a moment falls on in a zone. */
const dayNumber = (moment: Date, timeZone: string): number =>
  Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment)) / 86_400_000

/** Days are counted by the calendar of the zone: the day after tomorrow is not “tomorrow” because it is still 37 hours away. */
export const sayRelative = (locale: string, timeZone: string, moment: Date, now: Date): string => {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  if (Math.abs(seconds) >= 86_400) return format.format(dayNumber(moment, timeZone) - dayNumber(now, timeZone), 'day')
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['hour', 3600],
    ['minute', 60],
  ]
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return format.format(Math.round(seconds / size), unit)
}
