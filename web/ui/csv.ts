/** Writes rows as CSV that a spreadsheet opens safely. */

/** Quotes what needs it; a text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection). */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line a row, ended by CRLF (RFC 4180). Cost: linear. */
export const toCsv = (rows: (string | number)[][]): string => rows.map((row) => row.map(cell).join(',')).join('\r\n')
