/** Growth and quality over the API: a jump without posts, its marks, and thin data, on the simulated network and by rows. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'

const database = await testDatabase()
const fake = fakeNetwork()
const start = new Date('2026-06-01T09:00:00Z')
let now = start
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer, stranger } = { ...team.as, stranger: team.stranger.call }
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })
const readAll = async (address: string) => (await viewer('GET', `${base}/${address}`)).body
const dayOf = (back: number) => new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10)

test('without history growth and quality are too little data, with words', async () => {
  expect((await readAll(`audience/growth?accountId=${account.id}`)).result).toMatchObject({ kind: 'too-little-data', have: 0, need: 10 })
  expect((await readAll(`audience/quality?accountId=${account.id}`)).result).toMatchObject({ kind: 'too-little-data', have: 0, need: 20 })
  expect((await stranger('GET', `${base}/audience/growth?accountId=${account.id}`)).status).toBe(404)
})

test('a jump that no post accounts for is told with its evidence, drawn as a mark, and never called bought', async () => {
  for (let back = 200; back >= 0; back--)
    await database.pool.query(
      `insert into account_reading (workspace_id, account_id, metric, value, observed_at, origin) values ($1, $2, 'followers', $3, $4, 'api')`,
      [
        team.workspaceId,
        account.id,
        5000 + 5 * (200 - back) + ((back * 7) % 3) + (back <= 60 ? 900 : 0),
        new Date(now.getTime() - back * 86_400_000),
      ],
    )
  const growth = await readAll(`audience/growth?accountId=${account.id}`)
  expect(growth.answer).toMatchObject({ key: 'audience:growth.answer.some', values: { count: 1 } })
  const [jump] = growth.result.jumps
  expect(jump).toMatchObject({ kind: 'burst', explained: false, to: dayOf(60), posts: [] })
  expect(jump.evidence.map(({ key }: { key: string }) => key.split('.').at(-1))).toEqual([
    'engagementUnknown',
    'noPosts',
    'noCampaigns',
    'noOthers',
  ])
  expect(jump.change.interval[0]).toBeGreaterThan(0.1)
  const marks = await readAll(`marks?from=${dayOf(90)}&to=${dayOf(0)}&metric=followers&accountId=${account.id}`)
  expect(marks).toMatchObject([{ kind: 'shift', day: dayOf(60), words: { key: 'audience:growth.kind.burst' }, page: 'audience/growth' }])
  expect(await readAll(`marks?from=${dayOf(40)}&to=${dayOf(0)}&metric=followers`)).toEqual([])
})

test('a campaign that ran in those days stands beside the jump', async () => {
  const made = await marketer('POST', `${base}/campaigns`, {
    campaign: { name: 'Opening week', key: 'opening-week', startsOn: dayOf(63), endsOn: dayOf(58) },
  })
  expect(made.status).toBe(200)
  const growth = await readAll(`audience/growth?accountId=${account.id}`)
  expect(growth.result.jumps[0].evidence.map(({ key }: { key: string }) => key)).toContain('audience:growth.evidence.campaigns')
})

test('a fresh jump stands on Today with its evidence; an old one does not', async () => {
  const entries = async () =>
    ((await viewer('GET', `${base}/today`)).body.items as { id: string; place: unknown; what: { key: string } }[]).filter(({ id }) =>
      id.startsWith('audience/jump/'),
    )
  expect(await entries()).toEqual([])
  now = new Date(start.getTime() - 45 * 86_400_000)
  expect(await entries()).toMatchObject([
    {
      id: `audience/jump/${account.id}/${new Date(start.getTime() - 60 * 86_400_000).toISOString().slice(0, 10)}`,
      what: { key: 'audience:growth.kind.burst' },
      place: { page: 'audience', id: 'growth' },
    },
  ])
  now = start
})
