/** Track records over the API: nothing to sign, a signed one, a new key, and what an old key signed. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { recordAccountReadings } from '../results/index.ts'
import { resealSigningKeys } from './track-record.ts'

const database = await testDatabase()
let now = new Date('2026-03-02T09:00:00Z')
const fake = fakeNetwork()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const keyPath = `/workspaces/${team.workspaceId}/track-record-key`
const sign = (days = 180) => team.as.manager('POST', `${base}/track-record`, { subject: 'سامي', days })
const verify = async (document: unknown, call = team.as.viewer, workspaceId = team.workspaceId) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return (await call('POST', `/workspaces/${workspaceId}/track-record/verify`, { document: text })).body
}

test('a brand without figures has nothing to sign, and no key is made', async () => {
  const { status, body } = await sign()
  expect([status, body.data.sentence.key]).toEqual([422, 'vetting:problem.noFigures'])
  expect((await team.as.viewer('GET', keyPath)).body).toEqual([])
})

test('what is signed holds here, is unknown elsewhere, and says what it does not show', async () => {
  const { body: account } = await team.as.marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })
  await recordAccountReadings(
    database.db,
    { workspaceId: team.workspaceId, origin: 'api', importId: null },
    [0, 10, 20, 30].map((day) => ({
      accountId: account.id,
      metric: 'followers' as const,
      value: 100 + 3 * day,
      observedAt: new Date(Date.UTC(2026, 0, 1 + day)),
    })),
  )
  const { status, body: signed } = await sign()
  expect(status).toBe(200)
  expect(signed.record).toMatchObject({ subject: 'سامي', brand: 'Café' })
  const [grown] = signed.record.figures
  expect(grown).toMatchObject({ what: 'followers-gained', period: { from: '2026-01-01', to: '2026-01-31' }, estimate: { value: 90 } })
  expect(signed.record.unproven.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['vetting:record.role', 'vetting:record.fewPosts', 'vetting:record.sales']),
  )
  expect(await verify(signed)).toMatchObject({ kind: 'valid', keyId: signed.keyId })
  expect((await verify(signed, team.stranger.call, team.stranger.workspaceId)).kind).toBe('unknown-key')
  const told = { document: JSON.stringify(signed), expectedKeyId: signed.keyId }
  const elsewhere = await team.stranger.call('POST', `/workspaces/${team.stranger.workspaceId}/track-record/verify`, told)
  expect(elsewhere.body.kind).toBe('valid')
  const altered = { ...signed, record: { ...signed.record, figures: [{ ...grown, estimate: { ...grown.estimate, value: 900 } }] } }
  expect(await verify(altered)).toMatchObject({ kind: 'altered', words: { key: 'vetting:verify.altered' }, record: null })
  expect((await team.as.marketer('POST', `${base}/track-record`, { subject: 'A' })).status).toBe(403)
})

test('a new key signs from now on; what the old one signed stays valid until its day', async () => {
  const { body: old } = await sign(30)
  expect((await team.as.manager('POST', keyPath)).status).toBe(403)
  const { body: made } = await team.as.owner('POST', keyPath)
  expect(made.keyId).not.toBe(old.keyId)
  const { body: young } = await sign()
  expect(young.keyId).toBe(made.keyId)
  expect((await team.as.viewer('GET', keyPath)).body).toMatchObject([
    { keyId: made.keyId, retiredAt: null },
    { keyId: old.keyId, retiredAt: now.toISOString() },
  ])
  expect(await verify(old)).toMatchObject({ kind: 'valid', keyId: old.keyId })
  now = new Date('2026-04-05T00:00:00Z')
  expect(await verify(old)).toMatchObject({ kind: 'expired', words: { key: 'vetting:verify.expired' } })
  expect(await resealSigningKeys(app.services)).toBe(0)
})
