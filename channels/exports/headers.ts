/** Brings column headers to one form, so that the same column is known in every month, language and program it went through. */

/** A header of a file: `name` is comparable, and unique in its file ("views", then "views#2"). */
export interface Header {
  /** Zero-based. */
  position: number
  /** As written. */
  text: string
  name: string
}

/** Invisible characters that exports put into headers: zero-width signs, direction marks, byte order marks, soft hyphens. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g

/** The comparable form: no invisible characters, plain spaces and quotation marks, lower case, "(secs)" and "(seconds)" as "(sec)". */
export const normaliseHeader = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
    .replace(/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\((?:secs?|seconds?)\.?\)/g, '(sec)')

/** Names every header of a record by position; a repeated one gets "#2", "#3" and is never merged with the first. */
export const nameHeaders = (cells: string[]): Header[] => {
  const seen = new Map<string, number>()
  return cells.map((text, position) => {
    const base = normaliseHeader(text)
    const times = (seen.get(base) ?? 0) + 1
    seen.set(base, times)
    return { position, text: text.replace(invisible, '').trim(), name: times === 1 ? base : `${base}#${times}` }
  })
}

const totals = new Set(['total', 'totals', 'grand total', 'gesamt', 'summe', 'totalt', 'summa', 'الإجمالي', 'المجموع'])

/** True for a row of sums: its first non-empty cell says so. */
export const isTotalRow = (cells: string[]): boolean => {
  const first = cells.find((cell) => cell.trim() !== '')
  return first !== undefined && totals.has(normaliseHeader(first))
}
