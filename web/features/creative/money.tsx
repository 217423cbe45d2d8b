/** Money as it is written in the reader's language; the exact digits, never rounded. */
import type { Money } from '../../../contract/money.ts'
import { type Format, useFormat } from '../../languages/format.ts'

/** Intl takes decimals as text, so that nothing is lost on the way to the screen. */
export const writeMoney = (format: Format, { amount, currency }: Money): string => {
  try {
    return new Intl.NumberFormat(format.locale, { style: 'currency', currency, maximumFractionDigits: 4 }).format(amount as never)
  } catch (error) {
    if (error instanceof RangeError) return `${amount} ${currency}`
    throw error
  }
}
export const MoneyText = ({ of }: { of: Money }) => {
  const format = useFormat()
  return <bdi className="whitespace-nowrap">{writeMoney(format, of)}</bdi>
}
