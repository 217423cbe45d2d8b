/** The decision log over the API: written, due on its day, held against its number, and what cannot be. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { recordAccountReadings } from '../results/index.ts'
import { tellEvidence } from './decide.ts'
import { measureSince } from './measure.ts'

const database = await testDatabase()
const fake = fakeNetwork()
let now = new Date('2026-05-01T09:00:00Z')
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'log' } })
// Ten a week until 1 March, then thirty.
await recordAccountReadings(
  database.db,
  { workspaceId: team.workspaceId, origin: 'api' },
  Array.from({ length: 120 }, (_, day) => ({
    accountId: account.id as string,
    metric: 'followers' as const,
    value: 1000 + Math.round(day < 59 ? (10 * day) / 7 : (10 * 59) / 7 + (30 * (day - 59)) / 7) + (day % 3),
    observedAt: new Date(Date.UTC(2026, 0, 1 + day, 6)),
  })),
)
const decision = (change: object = {}) => ({
  words: 'Post in the evening',
  because: 'People are home',
  expectation: { metric: 'followers', accountId: account.id, direction: 'up' },
  decidedOn: '2026-03-01',
  checkOn: '2026-05-01',
  ...change,
})
const decide = (input: object) => marketer('POST', `${base}/decisions`, { decision: input })

test('a decision is due on its day, says what its number did, and a person has the last word', async () => {
  const { status, body } = await decide(decision())
  expect([status, body.due, body.verdict]).toEqual([200, true, null])
  const { body: read } = await viewer('GET', `${base}/decisions/${body.id}`)
  expect(read.evidence.suggested).toBe('held')
  expect(read.evidence.difference.value).toBeGreaterThan(15)
  expect(read.evidence.difference.value).toBeLessThan(25)
  expect(read.evidence.difference.interval[0]).toBeLessThan(read.evidence.difference.value)
  expect(read.evidence.difference.evidence.rows.cells.length).toBe(read.evidence.difference.n)
  const today = (await marketer('GET', `${base}/today`)).body.items.map(({ what }: { what: { key: string } }) => what.key)
  expect(today).toContain('decisions:today.due')
  const marks = (await viewer('GET', `${base}/marks?from=2026-02-25&to=2026-03-03`)).body
  expect(marks).toMatchObject([{ kind: 'decision', day: '2026-03-01' }])
  expect((await viewer('POST', `${base}/decisions/${body.id}/check`, { verdict: 'held' })).status).toBe(403)
  const checked = (await marketer('POST', `${base}/decisions/${body.id}/check`, { verdict: 'cannot-tell', note: 'A fair was on' })).body
  expect(checked).toMatchObject({ verdict: 'cannot-tell', verdictNote: 'A fair was on', due: false })
  expect((await viewer('GET', `${base}/decisions`)).body[0]).toMatchObject({ id: body.id, due: false })
  expect((await viewer('GET', `${base}/decisions/01900000-0000-7000-8000-000000000000`)).status).toBe(404)
})

test('what was expected to fall and rose did not hold; two weeks without a number cannot be told', async () => {
  const fell = (await decide(decision({ expectation: { metric: 'followers', accountId: account.id, direction: 'down' } }))).body
  expect((await viewer('GET', `${base}/decisions/${fell.id}`)).body.evidence.suggested).toBe('not-held')
  const young = (await decide(decision({ decidedOn: '2026-04-28', checkOn: '2026-05-09' }))).body
  expect((await viewer('GET', `${base}/decisions/${young.id}`)).body.evidence).toMatchObject({
    answer: { key: 'decisions:evidence.thin' },
    suggested: 'cannot-tell',
    difference: null,
  })
  const plain = (await decide(decision({ expectation: null }))).body
  expect((await viewer('GET', `${base}/decisions/${plain.id}`)).body.evidence.suggested).toBeNull()
})

test('a decision of tomorrow, one looked at before it was taken, and a number of nobody are refused in words', async () => {
  const tries: [object, string, string][] = [
    [decision({ decidedOn: '2026-05-02', checkOn: '2026-06-01' }), 'decisions:problem.future', 'decidedOn'],
    [decision({ checkOn: '2026-03-01' }), 'decisions:problem.checkOn', 'checkOn'],
    [decision({ expectation: { metric: 'followers', accountId: null, direction: 'up' } }), 'goals:problem.needsAccount', 'accountId'],
    [
      decision({ expectation: { metric: 'followers', accountId: '01900000-0000-7000-8000-000000000000', direction: 'up' } }),
      'goals:problem.account',
      'accountId',
    ],
  ]
  for (const [input, key, where] of tries) {
    const { status, body } = await decide(input)
    expect([status, body.data.sentence.key, body.data.where]).toEqual([422, key, where])
  }
  now = new Date('2026-05-02T09:00:00Z')
})

test('weeks are counted from the day of the decision, and a hole is no zero', () => {
  const history = [
    { day: '2026-02-15', value: 10 },
    { day: '2026-02-22', value: null },
    { day: '2026-02-28', value: 12 },
    { day: '2026-03-01', value: 20 },
    { day: '2026-03-07', value: 22 },
    { day: '2026-03-08', value: 23 },
    { day: '2026-03-15', value: 99 },
  ]
  const { weeks } = measureSince(history, { metric: 'week-reach', decidedOn: '2026-03-01', until: '2026-03-16' })
  // The week of the 15th is not over on the 16th.
  expect(weeks).toEqual([
    { day: '2026-02-15', value: 10, after: false },
    { day: '2026-02-22', value: 12, after: false },
    { day: '2026-03-01', value: 21, after: true },
    { day: '2026-03-08', value: 23, after: true },
  ])
  const told = tellEvidence(
    { metric: 'week-reach', accountId: null, direction: 'up' },
    measureSince(history, { metric: 'week-reach', decidedOn: '2026-03-01', until: '2026-03-16' }),
  )
  expect(told.suggested).toBe('held')
  expect(told.difference?.value).toBeCloseTo(11, 9)
})
