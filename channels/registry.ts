/** The one list of networks: each is loaded when it is first asked for, so that nobody pays for a network that nobody uses. */
import type { ExportReader } from './exports/reader.ts'
import type { Channel } from './port.ts'

/** One line a network, in the order in which they are shown. */
const loaders: Record<string, () => Promise<Channel>> = {
  playground: async () => (await import('./playground/index.ts')).channel,
  bluesky: async () => (await import('./bluesky/index.ts')).bluesky,
  facebook: async () => (await import('./facebook/index.ts')).channel,
  instagram: async () => (await import('./instagram/index.ts')).channel,
}

/** Names of all networks, in the order in which they are shown. */
export const networks = Object.keys(loaders)

/** The channel of a network; null when there is none of that name. Cost: its import, once. */
export const findChannel = async (network: string): Promise<Channel | null> => {
  const load = Object.hasOwn(loaders, network) ? loaders[network] : undefined
  return load === undefined ? null : load()
}

/** All channels, loaded. */
export const listChannels = (): Promise<Channel[]> => Promise.all(Object.values(loaders).map((load) => load()))

/** What reads the files people download, by itself: a file needs none of the rest of a channel. */
const readers: (() => Promise<ExportReader[]>)[] = [
  async () => [(await import('./facebook/exports/content.ts')).facebookContent],
  async () => [(await import('./instagram/exports/content.ts')).instagramContent],
]

/** The readers of all channels' export files, in the order of the channels. */
export const listReaders = async (): Promise<ExportReader[]> => (await Promise.all(readers.map((load) => load()))).flat()
