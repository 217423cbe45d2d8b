/** A World for tests of channels: the real way out to allowed hosts, media from memory, hosted records in a map. */
import { createEgress, type EgressOptions } from '../channels/egress.ts'
import type { HostedRecords, World } from '../channels/port.ts'
import type { MediaReference } from '../contract/content.ts'

export interface TestWorld extends World {
  /** Puts a file where `openMedia` finds it. */
  addImage: (input: {
    bytes: Uint8Array<ArrayBuffer>
    mime: string
    alt?: string
    width?: number | null
    height?: number | null
  }) => MediaReference
}

/** A world whose egress reaches the given hosts. Cost: nothing. */
export const testWorld = (options: EgressOptions & { now?: () => Date } = {}): TestWorld => {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    fetch: createEgress(options),
    now: options.now ?? (() => new Date()),
    hosted: hostedInMemory(),
    openMedia: async ({ id }) => {
      const bytes = files.get(id)
      if (bytes === undefined) throw new Error(`there is no file ${id}`)
      return bytes
    },
    addImage: ({ bytes, mime, alt = '', width = null, height = null }) => {
      const id = crypto.randomUUID()
      files.set(id, bytes)
      return { id, kind: 'image', mime, bytes: bytes.byteLength, width, height, alt }
    },
  }
}

/** The port's record store, in memory: what is stored is copied, as a database would. */
export const hostedInMemory = (): HostedRecords => {
  const records = new Map<string, { collection: string; key: string; body: unknown; occurredAt: Date }>()
  const at = (collection: string, key: string) => JSON.stringify([collection, key])
  return {
    add: async (collection, key, body, occurredAt) => {
      if (records.has(at(collection, key))) return false
      records.set(at(collection, key), { collection, key, body: structuredClone(body), occurredAt })
      return true
    },
    put: async (collection, key, body, occurredAt) => {
      records.set(at(collection, key), { collection, key, body: structuredClone(body), occurredAt })
    },
    get: async (collection, key) => structuredClone(records.get(at(collection, key))?.body),
    list: async (collection, { keyPrefix = '', since, limit } = {}) =>
      [...records.values()]
        .filter(
          (record) =>
            record.collection === collection && record.key.startsWith(keyPrefix) && (since === undefined || record.occurredAt >= since),
        )
        .toSorted((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime())
        .slice(0, limit)
        .map(({ key, body, occurredAt }) => ({ key, body: structuredClone(body), occurredAt })),
  }
}
