/** A world for tests: records in memory, a clock that is set by hand. */
import type { HostedRecords, World } from '../../port.ts'

interface Row {
  collection: string
  key: string
  body: unknown
  occurredAt: Date
}

/** Stores what JSON keeps, as the database does. */
const createMemoryRecords = (): HostedRecords => {
  const rows = new Map<string, Row>()
  const set = (collection: string, key: string, body: unknown, occurredAt: Date) =>
    rows.set(`${collection}|${key}`, { collection, key, body: JSON.parse(JSON.stringify(body)), occurredAt })
  return {
    add: async (collection, key, body, occurredAt) => {
      if (rows.has(`${collection}|${key}`)) return false
      set(collection, key, body, occurredAt)
      return true
    },
    put: async (collection, key, body, occurredAt) => void set(collection, key, body, occurredAt),
    get: async (collection, key) => structuredClone(rows.get(`${collection}|${key}`)?.body),
    list: async (collection, { keyPrefix = '', since, limit } = {}) =>
      [...rows.values()]
        .filter((row) => row.collection === collection && row.key.startsWith(keyPrefix) && (since === undefined || row.occurredAt >= since))
        .toSorted((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || (a.key < b.key ? 1 : -1))
        .slice(0, limit)
        .map(({ key, body, occurredAt }) => ({ key, body: structuredClone(body), occurredAt })),
  }
}

export interface MemoryWorld extends World {
  setNow: (iso: string) => void
  passMs: (ms: number) => void
}

/** No net and no media: whoever reaches for them in a network inside Athar is wrong. */
export const createMemoryWorld = (startsAt: string): MemoryWorld => {
  let now = new Date(startsAt)
  const nothing = (what: string) => () => Promise.reject(new Error(`a network inside Athar reached for ${what}`))
  return {
    hosted: createMemoryRecords(),
    now: () => now,
    fetch: nothing('the net'),
    openMedia: nothing('a file'),
    setNow: (iso) => void (now = new Date(iso)),
    passMs: (ms) => void (now = new Date(now.getTime() + ms)),
  }
}
