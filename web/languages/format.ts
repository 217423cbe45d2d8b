/** Numbers, dates and lengths of time as the reader writes them: language, digits setting, brand's time zone. */
import i18next from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isolate } from './isolate.ts'
import { sayRelative } from './say-relative.ts'

/** `auto` follows the language's own custom; the other two are Latin (123) and Arabic (١٢٣) digits. */
export const digitWishes = ['auto', 'latn', 'arab'] as const
export type DigitWish = (typeof digitWishes)[number]

const key = 'athar.digits'
const listeners = new Set<() => void>()

export const digitWish = (): DigitWish => {
  const value = localStorage.getItem(key)
  return digitWishes.find((wish) => wish === value) ?? 'auto'
}
export const setDigitWish = (wish: DigitWish) => {
  localStorage.setItem(key, wish)
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useDigitWish = () => useSyncExternalStore(subscribe, digitWish)

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** The zone that times in sentences are said in: the open brand's. */
export const setSpokenZone = (timeZone: string) => {
  zone = timeZone
}

const localeOf = (language: string, wish: DigitWish) => {
  // Arabic with the Gregorian calendar in every region; without a wish, Latin digits, as most Arabic software of the trade shows them.
  const digits = wish === 'auto' ? 'latn' : wish
  return `${language === 'ar' ? 'ar' : 'en-GB'}-u-ca-gregory-nu-${digits}`
}

const dateTime: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
}

const isoDay = /^\d{4}-\d\d-\d\d$/

const makeFormat = (language: string, wish: DigitWish, timeZone: string) => {
  const locale = localeOf(language, wish)
  const date = (value: string | Date, options: Intl.DateTimeFormatOptions) =>
    // A day without a time is that day everywhere, not the evening before in the west.
    new Intl.DateTimeFormat(locale, { timeZone: typeof value === 'string' && isoDay.test(value) ? 'UTC' : timeZone, ...options }).format(
      typeof value === 'string' ? new Date(value) : value,
    )
  return {
    locale,
    timeZone,
    number: (value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 2 }) =>
      new Intl.NumberFormat(locale, options).format(value),
    /** `value` as a share: 0.034 is 3.4%. */
    percent: (value: number, digits = 1) =>
      new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value),
    /** With its sign, for changes: 0.18 is +18%. */
    change: (value: number, digits = 0) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(value),
    compact: (value: number) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value),
    dateTime: (value: string | Date) => date(value, dateTime),
    /** With the year, for proofs. */
    fullDateTime: (value: string | Date) => date(value, { ...dateTime, year: 'numeric', second: '2-digit', timeZoneName: 'short' }),
    date: (value: string | Date) => date(value, { day: 'numeric', month: 'short', year: 'numeric' }),
    day: (value: string | Date) => date(value, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayShort: (value: string | Date) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(new Date(value)),
    /** A day of the calendar as it stands, in no zone. */
    calendarDay: (value: string) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(value)),
    month: (value: string | Date) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(value)),
    /** The time of a wall time that stands as if it were UTC. */
    wallClock: (value: Date) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(value),
    /** A wall time ("2026-03-29T09:00") as it stands, in no zone. */
    wallDateTime: (wall: string) => new Intl.DateTimeFormat(locale, { ...dateTime, timeZone: 'UTC' }).format(new Date(`${wall}:00Z`)),
    time: (value: string | Date) => date(value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** 1 Monday … 7 Sunday. */
    weekday: (isoWeekday: number, width: 'long' | 'short' | 'narrow' = 'long') =>
      new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, isoWeekday)),
    hour: (hour: number) =>
      new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }).format(
        Date.UTC(2024, 0, 1, hour),
      ),
    list: (values: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(values),
    relative: (value: string | Date, now: Date = new Date()) => sayRelative(locale, timeZone, new Date(value), now),
  }
}
export type Format = ReturnType<typeof makeFormat>

/** Formats in the reader's language and digits; times in `timeZone`, by default the open brand's. */
export const useFormat = (timeZone?: string): Format => {
  const { i18n } = useTranslation()
  const wish = useDigitWish()
  const inZone = timeZone ?? zone
  return useMemo(() => makeFormat(i18n.language, wish, inZone), [i18n.language, wish, inZone])
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** How i18next writes the values of a sentence: numbers in the reader's digits, instants in the brand's zone. */
export const formatValue = (value: unknown, _format: string | undefined, language: string | undefined): string => {
  const format = makeFormat(language ?? i18next.language, digitWish(), zone)
  if (typeof value === 'number') return format.number(value)
  if (typeof value === 'string' && isoInstant.test(value)) return format.dateTime(value)
  if (typeof value === 'string' && isoDay.test(value)) return format.calendarDay(value)
  return isolate(String(value), language ?? i18next.language)
}
