/** Playground passes what every channel has to pass. */
import { conformance } from '../conformance.ts'
import { createPlayground, playgroundPassword } from './index.ts'
import { createMemoryWorld } from './testing/memory-world.ts'

conformance('Playground', async () => {
  const world = createMemoryWorld('2026-11-23T12:00:00Z')
  const channel = createPlayground()
  const begun = await channel.inside!.begin(world, { seed: 5, language: 'ar', timeZone: 'Asia/Riyadh' })
  if (begun.kind !== 'connected') throw new Error('not begun')
  const { session } = begun.secret as { session: string }
  const past = await channel.read!.posts(world, begun, { cursor: null, since: new Date('2000-01-01') })
  if (past.kind !== 'read') throw new Error('not read')
  const accountMetrics = await channel.read!.accountMetrics(world, begun)
  const pastPosts = accountMetrics.kind === 'read' ? accountMetrics.items.find(({ metric }) => metric === 'posts')!.value : Number.NaN
  return {
    channel,
    world,
    input: { handle: `@${begun.handle.toUpperCase()} `, password: playgroundPassword },
    wrongInput: { handle: begun.handle, password: 'not-the-password' },
    staleSecret: { session: 'an-older-session' },
    secrets: [session, 'not-the-password', 'an-older-session'],
    makeContent: (text) => ({ text, language: 'ar', format: 'text', link: null, media: [] }),
    // Counted in the store itself, beside the channel.
    countPosts: async () => pastPosts + (await world.hosted.list('post')).length,
    badDays: {
      unreachable: {
        world,
        channel: createPlayground({ faults: (['connect', 'read', 'send'] as const).map((on) => ({ on, kind: 'unreachable' as const })) }),
      },
      garbage: {
        world,
        channel: createPlayground({ faults: (['connect', 'read', 'send'] as const).map((on) => ({ on, kind: 'garbage' as const })) }),
      },
      answerLost: { world, channel: createPlayground({ faults: [{ on: 'send', kind: 'drop-after' }] }) },
      lookingFails: { world, channel: createPlayground({ faults: [{ on: 'readBack', kind: 'server-error' }] }) },
    },
    stop: async () => {},
  }
})
