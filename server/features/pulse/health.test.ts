/** Connector health: real calls are counted by what became of them, drifts are told with what to do, announcements and new fields are kept without values. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import type { Channel } from '../../../channels/port.ts'
import { addCalls, callAccount, callOutcomes, type HourOfCalls } from '../accounts/index.ts'

const database = await testDatabase()
const fake = fakeNetwork()
let now = new Date('2026-07-01T09:30:00Z')

let answer: { headers: Record<string, string>; body: unknown } = { headers: {}, body: {} }
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.body))
}).listen(0)
const { port } = server.address() as AddressInfo
afterAll(() => server.close())

const channel: Channel = {
  ...fake.channel,
  api: { name: 'Fake API', version: 'v7', endsOn: '2026-08-15', checkedOn: '2026-06-01', source: 'https://fake.example/versions' },
  read: {
    posts: async (world, account) => {
      await (await world.fetch(`http://127.0.0.1:${port}/v7/accounts/123456/posts?token=${account.handle}`)).text()
      return { kind: 'read', items: [], cursor: null }
    },
    metrics: async () => ({ kind: 'wait', until: now, reason: { key: 'publishing:reason.broke', values: {} } }),
    accountMetrics: async () => {
      throw new TypeError('the answer has no followers')
    },
    messages: async () => ({ kind: 'unreachable', reason: { key: 'publishing:reason.broke', values: {} } }),
  },
}
const app = await testApp(database, {
  now: () => now,
  config: { allowPrivateHosts: [`127.0.0.1:${port}`] },
  channels: { find: async (network) => (network === 'fake' ? channel : null), list: async () => [channel] },
})
const team = await testTeam(app)
const { owner, marketer, viewer } = team.as
const at = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const health = async () => (await viewer('GET', `${at}/pulse/health`)).body

const none = Object.fromEntries(callOutcomes.map((outcome) => [outcome, 0])) as Record<(typeof callOutcomes)[number], number>
const history = (accountId: string, days: [from: number, to: number], counts: Partial<typeof none>): HourOfCalls[] =>
  Array.from({ length: days[0] - days[1] }, (_, i) => ({
    ...none,
    ...counts,
    workspaceId: team.workspaceId,
    accountId,
    operation: 'posts',
    hour: new Date(now.getTime() - (days[1] + i) * 86_400_000 - 3_600_000),
    elapsedMs: 4000,
  }))

test('a brand without a connected account has nothing to look after', async () => {
  expect(await health()).toEqual({ connectors: [], daysBetweenFalseAlarms: 365, keptDays: 400 })
  accountId = (await owner('POST', `${at}/accounts`, { network: 'fake', input: { handle: 'mona' } })).body.id
})

let accountId = ''
const call = (operation: 'posts' | 'metrics' | 'accountMetrics' | 'messages') =>
  callAccount<{ kind: string }>(app.services, { workspaceId: team.workspaceId, accountId }, ({ channel: { read }, world, access }) => {
    if (read === undefined) throw new Error('the fake network reads')
    if (operation === 'metrics') return read.metrics(world, access, [])
    if (operation === 'accountMetrics') return read.accountMetrics(world, access)
    return read[operation](world, access, { cursor: null, since: null })
  })

test('each call is counted by what became of it, and too few of them is an answer', async () => {
  answer = { headers: {}, body: { posts: [{ id: 'p1', text: 'secret words' }] } }
  await call('posts')
  await call('metrics')
  await call('messages')
  await expect(call('accountMetrics')).rejects.toThrow('no followers')
  const { connectors } = await health()
  expect(connectors).toMatchObject([
    {
      accountId,
      verdict: 'too-few',
      lacks: { needDays: 14, recent: 4 },
      rates: { day: null, week: null, usual: null },
      notices: [],
      newFields: [],
      tokenEndsAt: null,
      api: { version: 'v7', endsOn: '2026-08-15' },
      advice: [{ key: 'pulse:health.advice.version', values: { version: 'v7', day: '2026-08-15' } }],
    },
  ])
  const counts = Object.fromEntries(
    connectors[0].operations.map((one: { operation: string; counts: typeof none }) => [one.operation, one.counts]),
  )
  expect(counts).toEqual({
    posts: { ...none, answered: 1 },
    metrics: { ...none, limited: 1 },
    messages: { ...none, silent: 1 },
    accountMetrics: { ...none, broken: 1 },
  })
  expect(connectors[0].days.at(-1)).toMatchObject({ day: '2026-07-01', n: 4, failed: 3, rate: { value: 0.75 } })
  expect(connectors[0].days[0]).toMatchObject({ n: 0, rate: null, meanMs: null })
})

test('announcements and fields that come after the first week are kept by name; no value, token or address', async () => {
  now = new Date('2026-07-10T09:30:00Z')
  answer = {
    headers: { deprecation: '@1785542400', sunset: 'Tue, 01 Sep 2026 00:00:00 GMT' },
    body: { posts: [{ id: 'p2', text: 'secret words', pinned: true }] },
  }
  await call('posts')
  const { connectors } = await health()
  expect(connectors[0].notices).toHaveLength(2)
  expect(connectors[0].notices).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'sunset', endpoint: '/v7/accounts/{id}/posts', what: '2026-09-01' }),
      expect.objectContaining({ kind: 'deprecation', what: '2026-08-01' }),
    ]),
  )
  expect(connectors[0].newFields).toMatchObject([{ endpoint: '/v7/accounts/{id}/posts', field: 'posts[].pinned' }])
  expect(JSON.stringify(connectors)).not.toMatch(/secret|token=|127\.0\.0\.1/)
  const rows = await database.db.selectFrom('connector_field').selectAll().execute()
  expect(JSON.stringify(rows)).not.toMatch(/secret|127\.0\.0\.1/)
  const { body: today } = await marketer('GET', `${at}/today`)
  expect(today.items.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining([`pulse/health/${accountId}/version`, expect.stringMatching(`pulse/health/${accountId}/(sunset|deprecation)`)]),
  )
})

test('a connector that fails as it always did is steady; one that fails more is told, with what to do, on Today too', async () => {
  const { body: other } = await owner('POST', `${at}/accounts`, { network: 'fake', input: { handle: 'steady' } })
  const { body: failing } = await owner('POST', `${at}/accounts`, { network: 'fake', input: { handle: 'failing' } })
  await addCalls(database.db, history(other.id, [34, 0], { answered: 95, silent: 5 }))
  await addCalls(database.db, [
    ...history(failing.id, [34, 1], { answered: 98, silent: 2 }),
    ...history(failing.id, [1, 0], { answered: 30, limited: 70 }),
  ])
  const { connectors } = await health()
  expect(connectors[0]).toMatchObject({
    handle: 'failing',
    verdict: 'drifting',
    drift: { window: 'day' },
    rates: { day: { value: 0.7, n: 100, level: 0.95 }, usual: { value: 0.02 } },
  })
  expect(connectors[0].advice[0]).toMatchObject({ key: 'pulse:health.advice.limited' })
  expect(connectors.find(({ handle }: { handle: string }) => handle === 'steady')).toMatchObject({ verdict: 'steady', drift: null })
  const { body: today } = await marketer('GET', `${at}/today`)
  expect(today.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: `pulse/health/${failing.id}`, place: { page: 'pulse', id: 'health' } })]),
  )
})

test('a note about an account that is gone by now is left out, and holds up no other', async () => {
  const { calls } = app.services
  const gone = { workspaceId: team.workspaceId, id: '00000000-0000-7000-8000-000000000000' }
  calls.noteCall(gone, { operation: 'posts', outcome: 'answered', elapsedMs: 1, at: now })
  calls.noteCall({ workspaceId: team.workspaceId, id: accountId }, { operation: 'send', outcome: 'answered', elapsedMs: 1, at: now })
  await calls.flush()
  const rows = await database.db.selectFrom('connector_call').select(['account_id', 'operation']).execute()
  expect(rows).toContainEqual({ account_id: accountId, operation: 'send' })
  expect(rows.some(({ account_id }) => account_id === gone.id)).toBe(false)
})
