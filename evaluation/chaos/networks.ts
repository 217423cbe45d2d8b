/** The badly behaved networks as channels, each with another way to find out what happened – or none. */
import { EgressError } from '../../channels/egress.ts'
import type { Channel, PublishAnswer, World } from '../../channels/port.ts'
import { say } from '../../contract/sentence.ts'
import type { TakenPost } from './fake-server.ts'

export interface Traits {
  network: string
  /** The network takes an idempotency key. */
  keyed: boolean
  /** One's newest posts can be listed. */
  listed: boolean
}
/** plain: list and compare · keyed: an idempotency key · guarding: refuses twins · blind: nobody can look. */
export const traits: Traits[] = [
  { network: 'plain', keyed: false, listed: true },
  { network: 'keyed', keyed: true, listed: true },
  { network: 'guarding', keyed: false, listed: true },
  { network: 'blind', keyed: false, listed: false },
]

const reason = (status: string) => say('publishing:reason.unreachable', { host: status })

const interpret = async (response: Response, world: World): Promise<PublishAnswer> => {
  const raw = (await response.json()) as { id?: string; at?: number; duplicateOf?: string }
  if (response.status === 201 && raw.id !== undefined)
    return { kind: 'done', networkPostId: raw.id, permalink: null, publishedAt: new Date(raw.at ?? 0), raw }
  // The network says that it has this already; every text here is unique, so it is ours.
  if (response.status === 409 && raw.duplicateOf !== undefined)
    return { kind: 'done', networkPostId: raw.duplicateOf, permalink: null, publishedAt: new Date(raw.at ?? 0), raw }
  if (response.status === 429)
    return {
      kind: 'wait',
      until: new Date(world.now().getTime() + 1000 * Number(response.headers.get('retry-after') ?? 1)),
      reason: reason('429'),
      raw,
    }
  if (response.status === 401) return { kind: 'reconnect', reason: reason('401'), raw }
  if (response.status >= 500) return { kind: 'unknown', reason: reason(String(response.status)), raw }
  return { kind: 'refused', reason: reason(String(response.status)), raw }
}

/** A channel to the fake server. */
export const chaosChannel = ({ network, keyed, listed }: Traits, url: string): Channel => ({
  network,
  name: { en: network, ar: network },
  kind: 'network',
  limits: { network, limits: [], formats: ['text'], meters: () => [], problems: () => [] },
  connect: {
    fields: [],
    connect: async (_world, input) => ({
      kind: 'connected',
      networkAccountId: `${network}-${input.handle}`,
      handle: `${network}-${input.handle}`,
      displayName: network,
      avatarUrl: null,
      serviceUrl: null,
      secret: {},
      expiresAt: null,
    }),
    refresh: async () => ({ kind: 'refreshed', secret: {}, expiresAt: null }),
  },
  write: {
    prepare: async (_world, account, content) => ({
      token: crypto.randomUUID(),
      body: { network, account: account.networkAccountId, text: content.text },
    }),
    send: async (world, _account, payload) => {
      try {
        const headers = { 'content-type': 'application/json', ...(keyed ? { 'idempotency-key': payload.token } : {}) }
        return await interpret(await world.fetch(`${url}/posts`, { method: 'POST', headers, body: JSON.stringify(payload.body) }), world)
      } catch (error) {
        if (!(error instanceof EgressError)) throw error
        return { kind: 'unknown', reason: reason(error.kind), raw: null }
      }
    },
    ...(listed
      ? {
          readBack: async (world, account, { payload, startedAt }) => {
            const response = await world.fetch(`${url}/posts?account=${account.networkAccountId}`)
            const posts = (await response.json()) as TakenPost[]
            const text = (payload.body as { text: string }).text
            const post = posts.find((candidate) => candidate.text === text && candidate.at >= startedAt.getTime() - 60_000)
            return post === undefined
              ? { kind: 'absent' as const, raw: null }
              : { kind: 'present' as const, networkPostId: post.id, permalink: null, publishedAt: new Date(post.at), raw: post }
          },
        }
      : {}),
    resendIsSafe: keyed,
  },
})
