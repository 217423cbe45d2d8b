/** Makes our own ids: UUIDv7, so that new rows land at the end of every index. */
import { randomBytes } from 'node:crypto'

let lastMs = 0
let counter = 0

/**
 * A new UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 12-bit counter that keeps ids of one process in the order
 * they were made (method 1 of section 6.2), then 62 random bits. Cost: O(1).
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
  const bytes = randomBytes(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
