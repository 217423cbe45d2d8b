/** Retiring a network: what hangs on it is shown, held posts and experiments stop it, and numbers stay. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { recordAccountReadings } from '../results/index.ts'

const database = await testDatabase()
const fake = fakeNetwork()
const app = await testApp(database, {
  now: () => new Date('2026-07-01T09:00:00Z'),
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, creator, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const setState = (state: string) => database.db.updateTable('publication').set({ state }).execute()

test('a network without an account cannot be retired', async () => {
  expect((await marketer('GET', `${base}/pulse/retire/fake`)).status).toBe(404)
  expect((await marketer('POST', `${base}/pulse/retire/fake`)).status).toBe(404)
})

test('nothing is retired while a post may be on its way; then what is planned is canceled, the account let go, its numbers kept', async () => {
  const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'old' } })
  await recordAccountReadings(database.db, { workspaceId: team.workspaceId, origin: 'api' }, [
    { accountId: account.id as string, metric: 'followers', value: 10, observedAt: new Date('2026-06-01T06:00:00Z') },
  ])
  const content = { text: 'hello', language: 'en', format: 'text', link: null, media: [] }
  const { status, body: post } = await marketer('POST', `${base}/posts`, {
    versions: [{ accountId: null, content }],
    accountIds: [account.id],
  })
  expect([status, post]).toMatchObject([200, { publications: [{ accountId: account.id }] }])
  const { body: plan } = await viewer('GET', `${base}/pulse/retire/fake`)
  expect(plan).toMatchObject({ accounts: [{ id: account.id }], planned: [{ postId: post.id }], experiments: [], held: 0 })
  expect((await creator('POST', `${base}/pulse/retire/fake`)).status).toBe(403)
  await setState('unknown')
  expect((await marketer('POST', `${base}/pulse/retire/fake`)).body.data.sentence).toMatchObject({
    key: 'pulse:retire.held',
    values: { count: 1 },
  })
  await setState('draft')
  expect((await marketer('POST', `${base}/pulse/retire/fake`)).body).toEqual({ canceled: 1, removed: 1, left: [] })
  expect((await viewer('GET', `${base}/accounts`)).body).toEqual([])
  expect(await database.db.selectFrom('publication').select('state').execute()).toEqual([{ state: 'canceled' }])
  expect(await database.db.selectFrom('account_reading').select('value').execute()).toEqual([{ value: 10 }])
  expect(await database.db.selectFrom('credential').selectAll().execute()).toEqual([])
  const { entries } = (await viewer('GET', `${base}/pulse/register?network=fake`)).body
  expect(entries).toMatchObject([{ kind: 'retired-product', day: '2026-07-01', addedBy: 'marketer' }])
})
