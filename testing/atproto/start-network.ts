/** The whole AT network on loopback – PLC, PDS, AppView – as a process of its own; its database is the address in DB_POSTGRES_URL. */
import { obey } from './command-line.ts'
import { peopleOf } from './people.ts'

// It wants a name for Redis and then never connects to it.
process.env.REDIS_HOST ??= 'localhost'
const { TestNetwork } = await import('@atproto/dev-env')
const network = await TestNetwork.create({ dbPostgresSchema: 'athar' })

obey(
  { pdsUrl: network.pds.url, plcUrl: network.plc.url, appViewUrl: network.bsky.url },
  {
    ...peopleOf(network.pds.url),
    /** Waits until the AppView has seen everything that the PDS wrote. */
    settle: async () => await network.processAll(),
  },
  () => network.close(),
)
