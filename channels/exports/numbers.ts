/** Reads numbers as exports write them; what is missing stays missing and is never a zero. */

export type NumberReading =
  | { kind: 'number'; value: number }
  | { kind: 'missing' }
  /** "< 1": only a bound is known. */
  | { kind: 'below'; bound: number }
  | { kind: 'unreadable' }

const missing = new Set(['', '-', '--', '\u2013', '\u2014', 'nan', 'n/a', 'na', 'undefined', 'null', '#n/a'])

/** Arabic-Indic and Persian digits and signs as their European twins. */
export const toEuropeanDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('\u066B', '.')
    .replaceAll('\u066C', ',')
    .replaceAll('\u066A', '%')

export const isMissing = (raw: string): boolean => missing.has(raw.trim().toLowerCase())

const grouped = (text: string, sign: string): boolean => new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(text)

/** Digits with separators → the number; null when the separators make no sense. */
const readSeparated = (text: string, decimal: '.' | ','): number | null => {
  const other = decimal === '.' ? ',' : '.'
  const [whole = '', fraction, ...more] = text.split(decimal)
  if (more.length > 0) return grouped(text, decimal) ? Number(text.replaceAll(decimal, '')) : null
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null
  if (whole.includes(other) && !grouped(whole, other)) {
    // "0,5" where commas group: only a decimal can be meant, since a group has three digits.
    const single = fraction === undefined && whole.split(other).length === 2 && /^\d*,?\.?\d+$/.test(whole)
    return single ? Number(whole.replace(other, '.')) : null
  }
  const value = Number(`${whole.replaceAll(other, '')}${fraction === undefined ? '' : `.${fraction}`}`)
  return Number.isFinite(value) ? value : null
}

/**
 * Reads one cell. `decimal` is the decimal sign of the file's language and only decides what is ambiguous ("1,234"); a percentage comes
 * back as a fraction. Nothing is guessed: "3.май", "1.2K" and "12 likes" are unreadable. Cost: O(length).
 */
export const readNumber = (raw: string, decimal: '.' | ',' = '.'): NumberReading => {
  if (isMissing(raw)) return { kind: 'missing' }
  const text = toEuropeanDigits(raw.normalize('NFKC'))
    .replace(/[\u200E\u200F\u061C]/g, '')
    .trim()
  if (text.startsWith('<')) {
    const bound = readNumber(text.slice(1), decimal)
    return bound.kind === 'number' ? { kind: 'below', bound: bound.value } : { kind: 'unreadable' }
  }
  const parts = /^([-\u2212+]?)\s*([\d.,'\s]*\d[\d.,'\s]*)\s*(%?)$/.exec(text)
  if (parts === null) return { kind: 'unreadable' }
  const [, sign = '', digits = '', percent = ''] = parts
  let body = digits.trim()
  for (const space of ["'", ' ']) {
    const pattern = new RegExp(`^\\d{1,3}(\\${space}\\d{3})+([.,]\\d+)?$`)
    if (body.includes(space)) {
      if (!pattern.test(body)) return { kind: 'unreadable' }
      body = body.replaceAll(space, '')
    }
  }
  const lastDot = body.lastIndexOf('.')
  const lastComma = body.lastIndexOf(',')
  // With both signs present the last one is the decimal sign, whatever the language.
  const used = lastDot >= 0 && lastComma >= 0 ? (lastDot > lastComma ? '.' : ',') : decimal
  const value = readSeparated(body, used)
  if (value === null) return { kind: 'unreadable' }
  const signed = sign === '-' || sign === '\u2212' ? -value : value
  return { kind: 'number', value: percent === '' ? signed : signed / 100 }
}

/** An id that a spreadsheet turned into a rounded number ("6.49E+17"): its last digits are gone for good. */
export const isDestroyedId = (raw: string): boolean => /^\d(?:[.,]\d+)?E\+?\d{2}$/i.test(raw.trim())
