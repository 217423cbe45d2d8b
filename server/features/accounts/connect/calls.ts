/** Notes how every call to a network went, and what its answers announce: counts and names, never tokens, bodies, addresses or values. */
import type { Channel, World } from '../../../../channels/port.ts'
import type { Services } from '../../../services.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { CallOutcome, NoticeKind } from '../store/calls.ts'
import { fieldNames, noticesIn, plainEndpoint } from './read-answer.ts'

/** What a channel's answers mean for the health of the connection. What a network refuses for its content is no fault of the connection. */
const outcomes: Record<string, CallOutcome> = {
  read: 'answered',
  done: 'answered',
  accepted: 'answered',
  present: 'answered',
  absent: 'answered',
  refreshed: 'answered',
  refused: 'refused',
  wait: 'limited',
  reconnect: 'credential',
  unknown: 'silent',
  unreachable: 'silent',
  'cannot-tell': 'silent',
}

const outcomeOf = (answer: unknown): CallOutcome => {
  const kind = typeof answer === 'object' && answer !== null && 'kind' in answer ? String(answer.kind) : ''
  return outcomes[kind] ?? 'answered'
}

/** Calls that go out; others (such as how fast a simulated clock runs) are no sign of health. */
const watched = new Set([
  'posts',
  'metrics',
  'accountMetrics',
  'messages',
  'followers',
  'publicAccount',
  'limits',
  'prepare',
  'send',
  'check',
  'readBack',
  'refresh',
])

type About = Pick<AccountRow, 'workspaceId' | 'id'>

const watchPart = <Part extends object>(part: Part, services: Services, account: About): Part =>
  Object.fromEntries(
    Object.entries(part).map(([operation, made]) => {
      if (typeof made !== 'function' || !watched.has(operation)) return [operation, made]
      const call = made as (...args: unknown[]) => Promise<unknown>
      const noted = async (...args: unknown[]) => {
        const startedMs = performance.now()
        const note = (outcome: CallOutcome) =>
          services.calls.noteCall(account, { operation, outcome, elapsedMs: performance.now() - startedMs, at: services.now() })
        try {
          const answer = await call(...args)
          note(outcomeOf(answer))
          return answer
        } catch (error) {
          note(error instanceof Error && error.name === 'EgressError' ? 'silent' : 'broken')
          throw error
        }
      }
      return [operation, noted]
    }),
  ) as Part

/** The channel, each of its calls noted. */
export const watchChannel = (channel: Channel, services: Services, account: About): Channel => ({
  ...channel,
  ...(channel.connect && { connect: watchPart(channel.connect, services, account) }),
  ...(channel.read && { read: watchPart(channel.read, services, account) }),
  ...(channel.write && { write: watchPart(channel.write, services, account) }),
})

const isJson = (response: Response) => (response.headers.get('content-type') ?? '').includes('json')

/** The world, each answer looked at for announcements, and once an hour per endpoint for the names of its fields. */
export const watchWorld = (world: World, services: Services, account: About, channel: Channel): World => ({
  ...world,
  fetch: async (url, init) => {
    const response = await world.fetch(url, init)
    const endpoint = plainEndpoint(url)
    const at = services.now()
    const notices: { kind: NoticeKind; what: string }[] = noticesIn(response.headers)
    for (const notice of notices) services.calls.noteNotice(account, { ...notice, endpoint, at })
    if (response.ok && isJson(response) && services.calls.wantsFields(account, endpoint, at)) {
      const text = await response.clone().text()
      services.calls.noteFields(account, { endpoint, fields: fieldNames(text, channel.api?.opaque), at })
    }
    return response
  },
})
