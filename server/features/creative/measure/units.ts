/** Exact money: decimals of up to four places as whole numbers of ten-thousandths; currencies stay apart. */
import type { Money } from '../../../../contract/money.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'

const places = 4
const unit = 10n ** BigInt(places)
const known = new Set(Intl.supportedValuesOf('currency'))

/** "1250.5" as 12505000n. Throws RangeError for anything else. Cost: O(digits). */
export const toUnits = (amount: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(amount)
  if (match === null) throw new RangeError(`“${amount}” is no amount.`)
  const [, sign, whole = '0', part = ''] = match
  const units = BigInt(whole) * unit + BigInt(part.padEnd(places, '0'))
  return sign === '-' ? -units : units
}

/** Ten-thousandths as a plain decimal, with the places its currency uses (more only where they are not zero). */
export const fromUnits = (units: bigint, currency: string): string => {
  const negative = units < 0n
  const size = negative ? -units : units
  const part = (size % unit).toString().padStart(places, '0')
  const kept = Math.max(digitsOf(currency), part.replace(/0+$/, '').length)
  return `${negative ? '-' : ''}${size / unit}${kept === 0 ? '' : `.${part.slice(0, kept)}`}`
}

/** How many places a currency writes: 2 for most, 0 for JPY, 3 for KWD. */
const digitsOf = (currency: string): number =>
  known.has(currency) ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2) : 2

/** An hourly rate times hours (hundredths of an hour are exact), rounded half up to ten-thousandths. */
export const multiply = (rate: string, hours: number): bigint => (toUnits(rate) * BigInt(Math.round(hours * 100)) + 50n) / 100n

/** What is wrong with money as somebody typed it, given the brand's currencies; null when nothing. */
export const findMoneyFault = (money: Money, currencies: string[]): Sentence | null => {
  if (!known.has(money.currency)) return say('creative:problem.unknownCurrency', { currency: money.currency })
  if (!currencies.includes(money.currency))
    return say('creative:problem.otherCurrency', { currency: money.currency, known: currencies.join(', ') })
  const digits = digitsOf(money.currency)
  const [, part = ''] = money.amount.split('.')
  if (part.replace(/0+$/, '').length > digits)
    return say('creative:problem.tooManyPlaces', { amount: money.amount, currency: money.currency, digits })
  return null
}

/** Whether a word is a currency of ISO 4217 that this installation knows. */
export const isCurrency = (word: string): boolean => known.has(word)

/** Adds amounts up within each currency, in the order in which currencies first appear. Cost: O(n). */
export const addUp = (amounts: Iterable<Money>): Money[] => {
  const sums = new Map<string, bigint>()
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + toUnits(amount))
  return [...sums].map(([currency, units]) => ({ currency, amount: fromUnits(units, currency) }))
}
