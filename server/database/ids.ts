/** Makes our own ids: UUIDv7, so that new rows land at the end of every index. */
import { randomFillSync } from 'node:crypto'

let lastMs = 0
let counter = 0
/** The millisecond as it stands in the id; most ids of a burst share it. */
let written = { ms: -1, hex: '' }

// Random digits are drawn many at once: a draw for each id costs more than all else about it.
const drawn = Buffer.alloc(8192)
let digits = ''
let used = 0
const randomDigits = (): string => {
  if (used + 16 > digits.length) {
    digits = randomFillSync(drawn).toString('hex')
    used = 0
  }
  used += 16
  return digits.slice(used - 16, used)
}
const hexDigits = '0123456789abcdef'
/** The first digit after the version says the variant in its upper two bits. */
const variants: Record<string, string> = Object.fromEntries(hexDigits.split('').map((digit, at) => [digit, '89ab'[at & 3] as string]))

/**
 * A new UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 12-bit counter that keeps ids of one process in the order
 * they were made (method 1 of section 6.2), then 62 random bits. Cost: about 0.2 µs.
 */
export const newId = (): string => {
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else if (++counter > 0xfff) {
    // More than 4,096 ids in one millisecond, or a clock set back: run ahead rather than out of order.
    lastMs += 1
    counter = 0
  }
  if (written.ms !== lastMs) {
    const hex = lastMs.toString(16).padStart(12, '0')
    written = { ms: lastMs, hex: `${hex.slice(0, 8)}-${hex.slice(8)}-7` }
  }
  const random = randomDigits()
  const count = (hexDigits[counter >> 8] as string) + (hexDigits[(counter >> 4) & 15] as string) + (hexDigits[counter & 15] as string)
  return `${written.hex}${count}-${variants[random[0] as string] as string}${random.slice(1, 4)}-${random.slice(4)}`
}
