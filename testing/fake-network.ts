/** A strict network in memory for tests of publishing: it remembers every post it ever took, and fails in the ways that networks fail. */
import type { Channel, PublishAnswer } from '../channels/port.ts'
import { say } from '../contract/sentence.ts'
import { EgressError } from '../channels/egress.ts'

/** How the next send goes. */
export type Fault = 'none' | 'accept-then-drop' | 'drop-before' | 'limit' | 'refuse' | 'unauthorized' | 'throw' | 'unreachable'

export interface FakeNetwork {
  channel: Channel
  /** Every post that the network has, in order: twice the same token or text here is a double post. */
  posts: { id: string; token: string; text: string; at: Date }[]
  sends: number
  /** Faults for the coming sends, in order; afterwards sends go well. */
  faults: Fault[]
  /** What reading back can do: 'works', 'cannot' (the network lets nobody look), or 'fails'. */
  readBack: 'works' | 'fails'
  /** Runs right before a send is answered, to let the test act in between. */
  during: (() => Promise<void>) | null
}

const reason = say('publishing:reason.broke')

export const fakeNetwork = (
  options: { network?: string; resendIsSafe?: boolean; canReadBack?: boolean; canRefresh?: boolean } = {},
): FakeNetwork => {
  const { network = 'fake', resendIsSafe = false, canReadBack = true, canRefresh = false } = options
  let tokens = 0
  const fake: FakeNetwork = { posts: [], sends: 0, faults: [], readBack: 'works', during: null, channel: undefined as never }
  const accept = (token: string, text: string, at: Date) => {
    const known = resendIsSafe ? fake.posts.find((post) => post.token === token) : undefined
    const post = known ?? { id: `${network}-${fake.posts.length + 1}`, token, text, at }
    if (known === undefined) fake.posts.push(post)
    return post
  }
  const send = async (token: string, text: string, now: Date): Promise<PublishAnswer> => {
    fake.sends += 1
    const fault = fake.faults.shift() ?? 'none'
    if (fake.during !== null) await fake.during()
    if (fault === 'limit') return { kind: 'wait', until: new Date(now.getTime() + 60_000), reason, raw: null }
    if (fault === 'refuse') return { kind: 'refused', reason, raw: { status: 400 } }
    if (fault === 'unauthorized') return { kind: 'reconnect', reason, raw: { status: 401 } }
    if (fault === 'drop-before') return { kind: 'unknown', reason, raw: null }
    const post = accept(token, text, now)
    if (fault === 'accept-then-drop') return { kind: 'unknown', reason, raw: null }
    if (fault === 'throw') throw new Error('the channel has a bug')
    return { kind: 'done', networkPostId: post.id, permalink: `https://example.com/${post.id}`, publishedAt: now, raw: { id: post.id } }
  }
  fake.channel = {
    network,
    name: { en: 'Fake', ar: 'زائفة' },
    kind: 'network',
    limits: { network, limits: [], formats: ['text'], meters: () => [], problems: () => [] },
    connect: {
      fields: [{ name: 'handle', kind: 'text', required: true }],
      connect: async (_world, input) => ({
        kind: 'connected',
        networkAccountId: `id-${input.handle}`,
        handle: String(input.handle),
        displayName: 'Fake',
        avatarUrl: null,
        serviceUrl: null,
        secret: { password: 'a secret' },
        expiresAt: null,
      }),
      ...(canRefresh
        ? { refresh: async () => ({ kind: 'refreshed' as const, secret: { password: 'a new secret' }, expiresAt: null }) }
        : {}),
    },
    write: {
      prepare: async (_world, _account, content) => {
        if (fake.faults[0] === 'unreachable') {
          fake.faults.shift()
          throw new EgressError('unreachable', 'fake.example', 'nothing listens there')
        }
        tokens += 1
        return { token: `token-${tokens}`, body: { text: content.text } }
      },
      send: (world, _account, payload) => send(payload.token, (payload.body as { text: string }).text, world.now()),
      ...(canReadBack
        ? {
            readBack: async (_world, _account, { payload }) => {
              if (fake.readBack === 'fails') return { kind: 'cannot-tell' as const, reason, raw: null }
              const post = fake.posts.find(({ token }) => token === payload.token)
              return post === undefined
                ? { kind: 'absent' as const, raw: null }
                : { kind: 'present' as const, networkPostId: post.id, permalink: null, publishedAt: post.at, raw: null }
            },
          }
        : {}),
      resendIsSafe,
    },
  }
  return fake
}
