/** Words and values of a report as a reader of one language writes them, for paper and mail; the web app has its own. */
import type { Words } from '../../contract/evidence.ts'
import type { Unit } from '../../contract/report.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { type Language, sayIn } from '../say.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

export interface Phrases {
  language: Language
  /** Athar's own sentence, or what a person wrote, as it stands. */
  words: (words: Words) => string
  /** One of the texts of the report itself (contract/languages/…/report.json). */
  own: (key: string, values?: Sentence['values']) => string
  value: (unit: Unit, value: number) => string
  number: (value: number) => string
  date: (day: string) => string
}

/** Makes the phrases of a language. Dates are days, or instants said in UTC. Cost: O(1). */
export const phrasesIn = (language: Language): Phrases => {
  const locale = language === 'ar' ? 'ar-u-ca-gregory-nu-latn' : 'en-GB'
  const write = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options)
    return (value: number) => format.format(value)
  }
  const number = write({ maximumFractionDigits: 2 })
  const significant = write({ maximumSignificantDigits: 3 })
  const percent = write({ style: 'percent', maximumFractionDigits: 1 })
  const change = write({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const date = (text: string) => dates.format(new Date(text))
  const dress = ({ key, values }: Sentence): Sentence => ({
    key,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        // A count chooses the plural form and so stays a number.
        if (typeof value === 'number') return [name, name === 'count' ? value : number(value)]
        return [name, day.test(value) || instant.test(value) ? date(value) : value]
      }),
    ),
  })
  return {
    language,
    words: (words) => ('text' in words ? words.text : sayIn(language, dress(words))),
    own: (key, values = {}) => sayIn(language, dress({ key: `report:${key}`, values })),
    value: (unit, value) => {
      if (unit === 'percent') return percent(value)
      if (unit === 'change') return change(value)
      if (unit === 'number') return Math.abs(value) >= 1000 ? number(Math.round(value)) : significant(value)
      return write({ style: 'currency', currency: unit.currency, maximumFractionDigits: 2 })(value)
    },
    number,
    date,
  }
}

/** "3.4% (2.1% – 4.8%, n 214)"; an unknown one says so. */
export const estimateInWords = (
  phrases: Phrases,
  unit: Unit,
  estimate: { value: number; interval: [number, number]; level: number; n: number } | null,
): string =>
  estimate === null
    ? phrases.own('unknown')
    : phrases.own('estimate', {
        value: phrases.value(unit, estimate.value),
        low: phrases.value(unit, estimate.interval[0]),
        high: phrases.value(unit, estimate.interval[1]),
        level: phrases.value('percent', estimate.level),
        n: estimate.n,
      })
