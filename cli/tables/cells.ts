/** What a cell says: a number, a moment, or nothing; anything else is named with its file, row and column. */
import { isMissing, readNumber } from '../../channels/exports/numbers.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'

export interface CellPlace {
  file: string
  row: number
  column: string
}

const plain = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/
const infinite = /^[-+]?(inf|infinity|∞)$/i

export const isNumeric = (text: string): boolean => {
  const cell = text.trim()
  return plain.test(cell) || readNumber(cell).kind === 'number'
}

/** Whether commas are decimal signs here: only where something else separates cells, and a comma stands where no group of three can. */
export const usesDecimalComma = (head: string, delimiter: string): boolean =>
  delimiter !== ',' && /\d,\d/.test(head) && !/\d\.\d{1,2}(\D|$)/.test(head) && /(^|\D)\d+,(\d{1,2}|\d{4,})(\D|$)/m.test(head)

/** NaN for a missing value. Errors: a Problem with the place for what is no number or is infinite. Cost: O(length). */
export const readCell = (text: string | undefined, place: CellPlace, decimal: '.' | ','): number => {
  const cell = (text ?? '').trim()
  if (cell === '') return Number.NaN
  if (decimal === '.' && plain.test(cell)) {
    const value = Number(cell)
    if (Number.isFinite(value)) return value
    throw new Problem(words('problem.infinite', { ...place, cell }))
  }
  if (isMissing(cell)) return Number.NaN
  if (infinite.test(cell)) throw new Problem(words('problem.infinite', { ...place, cell }))
  const reading = readNumber(cell, decimal)
  if (reading.kind === 'number') return reading.value
  throw new Problem(words(reading.kind === 'below' ? 'problem.below' : 'problem.notNumber', { ...place, cell: shorten(cell) }))
}

/** As readCell, for what must be there. */
export const needCell = (text: string | undefined, place: CellPlace, decimal: '.' | ','): number => {
  const value = readCell(text, place, decimal)
  if (Number.isNaN(value)) throw new Problem(words('problem.missing', { ...place }))
  return value
}

/** As needCell, for amounts that cannot be less than nothing. */
export const needCount = (text: string | undefined, place: CellPlace, decimal: '.' | ','): number => {
  const value = needCell(text, place, decimal)
  if (value < 0) throw new Problem(words('problem.negative', { ...place, cell: String(value) }))
  return value
}

const shorten = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 39)}…` : cell)

const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(.*)$/
const isoDay = /^\d{4}-\d{1,2}-\d{1,2}$/

/**
 * Milliseconds since 1970 of a date or moment; a date without zone is taken as UTC, since only order and distance matter here. Errors: a Problem with
 * the place, also for "03/04/2026", which is March or April.
 */
export const needMoment = (text: string | undefined, place: CellPlace): number => {
  const cell = (text ?? '').trim()
  if (cell === '') throw new Problem(words('problem.missing', { ...place }))
  if (/^\d{10}(\.\d+)?$/.test(cell)) return Number(cell) * 1000
  if (/^\d{13}$/.test(cell)) return Number(cell)
  const parts = dayFirst.exec(cell)
  if (parts !== null) {
    const [first, second, year, rest] = [Number(parts[1]), Number(parts[2]), Number(parts[3]), (parts[4] ?? '').trim()]
    if (first <= 12 && second <= 12 && first !== second) throw new Problem(words('problem.ambiguousDate', { ...place, cell }))
    const [day, month] = first > 12 ? [first, second] : [second, first]
    return needMoment(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}${rest === '' ? '' : `T${rest}`}`, place)
  }
  const padded = isoDay.test(cell) ? cell.replace(/-(\d)(?=-|$)/g, '-0$1') : cell.replace(' ', 'T')
  const withZone = /(T.*(Z|[+-]\d{2}:?\d{2})$)|^\d{4}(-\d{2}){0,2}$/.test(padded) ? padded : `${padded}Z`
  const at = Date.parse(withZone)
  const back = isoDay.test(cell) && Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : null
  if (!Number.isFinite(at) || (back !== null && back !== padded))
    throw new Problem(words('problem.notDate', { ...place, cell: shorten(cell) }))
  return at
}
