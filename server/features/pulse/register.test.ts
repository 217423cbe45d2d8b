/** The register over the API: searched in both languages, mapped to what is ours, added to, and heard by drafts, marks and Today. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { recordAccountReadings } from '../results/index.ts'
import { findHits } from './register/hits.ts'
import { knownChanges } from './register/known.ts'

const database = await testDatabase()
const fake = fakeNetwork()
const app = await testApp(database, {
  now: () => new Date('2026-07-01T09:00:00Z'),
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const register = async (query = '') => (await viewer('GET', `${base}/pulse/register${query}`)).body
const change = (part: object = {}) => ({
  day: '2026-06-20',
  platform: 'Fake',
  network: 'fake',
  kind: 'metric-redefined',
  words: 'Followers now leave out sleepers.',
  metrics: ['followers'],
  source: 'https://example.com/notes',
  ...part,
})

test('the register starts with 82 changes, each with a source, and is searched in both languages', async () => {
  const { entries, total } = await register()
  expect([total, entries.length]).toEqual([82, 82])
  expect(new Set(knownChanges.map(({ id }) => id)).size).toBe(82)
  expect(knownChanges.every(({ source }) => source.startsWith('https://'))).toBe(true)
  expect(entries[0].day >= entries[1].day).toBe(true)
  expect((await register(`?search=${encodeURIComponent('hashtags five')}`)).entries).toMatchObject([{ day: '2025-12-18' }])
  expect((await register(`?search=${encodeURIComponent('الوسوم بخمسة')}`)).entries).toMatchObject([{ day: '2025-12-18' }])
  expect((await register('?kind=algorithm-announced')).entries).toHaveLength(2)
  expect((await register('?search=nothing-like-this')).entries).toEqual([])
})

test('an own entry hits account, series and charts, warns drafts, and is taken out again; others cannot', async () => {
  const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'hit' } })
  await recordAccountReadings(
    database.db,
    { workspaceId: team.workspaceId, origin: 'api' },
    ['2026-06-01', '2026-06-30'].map((day, value) => ({
      accountId: account.id as string,
      metric: 'followers' as const,
      value: 100 + value,
      observedAt: new Date(`${day}T06:00:00Z`),
    })),
  )
  expect((await viewer('POST', `${base}/pulse/register`, { change: change() })).status).toBe(403)
  const { body: added } = await marketer('POST', `${base}/pulse/register`, { change: change() })
  await marketer('POST', `${base}/pulse/register`, {
    change: change({ kind: 'limit-changed', words: 'Ten words at most.', metrics: null }),
  })
  const { entries } = await register('?onlyOurs=true')
  expect(entries).toHaveLength(2)
  expect(entries.find(({ id }: { id: string }) => id === added.id)).toMatchObject({
    addedBy: 'marketer',
    words: { text: 'Followers now leave out sleepers.' },
    hits: { accounts: [{ id: account.id, handle: account.handle }], series: [{ accountId: account.id, metric: 'followers' }] },
  })
  const { body: marks } = await viewer('GET', `${base}/marks?from=2026-06-01&to=2026-06-30&metric=followers`)
  expect(marks).toContainEqual(expect.objectContaining({ kind: 'definition', cuts: true, day: '2026-06-20', accountId: account.id }))
  const problems = await app.services.checkDraft({
    workspaceId: team.workspaceId,
    brandId: team.brandId,
    account: { id: account.id, network: 'fake' },
    content: { text: 'hello', media: [], link: null } as never,
    postId: undefined,
    at: undefined,
  })
  expect(problems.map(({ severity, reason }) => [severity, reason.key])).toEqual([['warning', 'pulse:draft.changed']])
  expect((await marketer('DELETE', `${base}/pulse/register/${added.id}`)).status).toBe(200)
  expect((await marketer('DELETE', `${base}/pulse/register/${added.id}`)).status).toBe(404)
  expect((await marketer('DELETE', `${base}/pulse/register/${knownChanges[0]?.id}`)).status).toBe(404)
  expect((await register()).total).toBe(83)
})

test('entries that cannot be are refused: no day, no kind, a script for a source', async () => {
  for (const part of [{ day: 'soon' }, { kind: 'gossip' }, { source: 'javascript:alert(1)' }, { words: ' ' }, { metrics: ['charm'] }])
    expect((await marketer('POST', `${base}/pulse/register`, { change: change(part) })).status).toBe(400)
})

test('a change hits posts planned after it while it is fresh, and experiments it falls into', () => {
  const ours = {
    accounts: [{ id: 'a', network: 'fake', handle: 'a' }],
    planned: [
      { postId: 'early', accountId: 'a', day: '2026-06-10' },
      { postId: 'late', accountId: 'a', day: '2026-06-21' },
      { postId: 'elsewhere', accountId: 'b', day: '2026-06-21' },
    ],
    experiments: [
      { id: 'in', accountId: 'a', from: '2026-06-01', to: '2026-07-01' },
      { id: 'before', accountId: 'a', from: '2026-05-01', to: '2026-06-01' },
    ],
    series: [],
  }
  const about = { day: '2026-06-20', network: 'fake', kind: 'limit-changed', metrics: null } as const
  expect(findHits(about, ours, '2026-06-25')).toMatchObject({ planned: ['late'], experiments: ['in'] })
  expect(findHits(about, ours, '2027-06-25').planned).toEqual([])
  expect(findHits({ ...about, network: null }, ours, '2026-06-25').accounts).toEqual([])
})
