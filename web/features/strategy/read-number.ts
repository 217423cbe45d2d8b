/** Reads a number that a person typed, in either digits and with either decimal sign. */

/** Null for an empty field and for what is no number; the server says what is wrong with the rest. */
export const readNumber = (text: string): number | null => {
  const plain = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s٬]/g, '')
    .replace(/[٫,](?=\d{1,2}$)/, '.')
    .replaceAll(',', '')
  const value = Number(plain)
  return plain === '' || !Number.isFinite(value) ? null : value
}
