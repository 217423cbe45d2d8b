/** One publishing process of the chaos evaluation; it will be killed. */
import { createEgress } from '../../channels/egress.ts'
import { findChannel } from '../../channels/registry.ts'
import { readConfig } from '../../server/config.ts'
import { startPublisher } from '../../server/features/publishing/index.ts'
import { openServices } from '../../server/open-services.ts'
import { chaosChannel, traits } from './networks.ts'
import { chaosTimings, egressTimeoutMs } from './timings.ts'

const url = process.env.CHAOS_URL ?? ''
const config = readConfig()
const fakes = new Map(traits.map((one) => [one.network, chaosChannel(one, url)]))
const { services } = await openServices(config, 'command')
const find = async (network: string) => fakes.get(network) ?? findChannel(network)
startPublisher(
  {
    ...services,
    channels: { find, list: async () => [...fakes.values()] },
    fetch: createEgress({ allowPrivateHosts: config.allowPrivateHosts, timeoutMs: egressTimeoutMs }),
  },
  { timings: chaosTimings },
)
// The orchestrator went away: so does this.
process.once('disconnect', () => process.exit(0))
