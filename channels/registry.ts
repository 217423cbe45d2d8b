/** The one list of networks: each is loaded when it is first asked for, so that nobody pays for a network that nobody uses. */
import type { Channel } from './port.ts'

/** One line a network; `channel` is what its index.ts exports. */
const loaders: Record<string, () => Promise<{ channel: Channel }>> = {}

/** Names of all networks, in the order in which they are shown. */
export const networks = Object.keys(loaders)

/** The channel of a network; null when there is none of that name. Cost: its import, once. */
export const findChannel = async (network: string): Promise<Channel | null> => {
  const load = Object.hasOwn(loaders, network) ? loaders[network] : undefined
  return load === undefined ? null : (await load()).channel
}

/** All channels, loaded. */
export const listChannels = (): Promise<Channel[]> => Promise.all(Object.values(loaders).map(async (load) => (await load()).channel))
