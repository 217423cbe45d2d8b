/** A World for tests of channels: the real way out to allowed hosts, media from memory. */
import { createEgress, type EgressOptions } from '../channels/egress.ts'
import type { World } from '../channels/port.ts'
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
    // A network outside of Athar has no business there.
    hosted: new Proxy({} as World['hosted'], {
      get: (_, name) => {
        throw new Error(`a network outside of Athar touched the hosted records (${String(name)})`)
      },
    }),
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
