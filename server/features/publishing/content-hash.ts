/** The fingerprint that an approval is bound to and that a payload is stored under. */
import { createHash } from 'node:crypto'

/** JSON with keys in order, so that equal things have equal texts. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
    return `{${entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** SHA-256, in hex, of a value's canonical JSON. Cost: O(size). */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')
