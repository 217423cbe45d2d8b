/** Goals over the API: the chance and when, the pace, and each goal that cannot be. */
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { closeHeavy } from '../../heavy/heavy.ts'
import { recordAccountReadings } from '../results/index.ts'
import { decideOutlook } from './decide.ts'

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
afterAll(closeHeavy)

let handles = 0
const accountWith = async (value: (day: number) => number, days = 120) => {
  const { body } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: `goal-${++handles}` } })
  await recordAccountReadings(
    database.db,
    { workspaceId: team.workspaceId, origin: 'api' },
    Array.from({ length: days }, (_, day) => ({
      accountId: body.id as string,
      metric: 'followers' as const,
      value: value(day),
      observedAt: new Date(Date.UTC(2026, 0, 1 + day, 6)),
    })),
  )
  return body.id as string
}
const goal = (accountId: string | null, change: object = {}) => ({
  title: 'Grow',
  metric: 'followers',
  accountId,
  target: 2600,
  horizon: 'short',
  due: '2026-06-15',
  owner: 'Mona',
  ...change,
})
const set = (input: object) => marketer('POST', `${base}/goals`, { goal: input })

test('a goal within reach says when, with its chance by the day and the pace it takes', async () => {
  const accountId = await accountWith((day) => 1000 + 10 * day + 8 * Math.sin(day))
  const { status, body } = await set(goal(accountId))
  expect([status, body.state, body.baseline.day]).toEqual([200, 'open', '2026-04-30'])
  const { body: read } = await viewer('GET', `${base}/goals/${body.id}`)
  expect(read.outlook.kind).toBe('outlook')
  expect(read.outlook.answer.key).toBe('goals:answer.between')
  expect(read.outlook.between.from <= '2026-06-09' && '2026-06-09' <= read.outlook.between.to).toBe(true)
  expect(read.outlook.chance).toBeGreaterThan(0.8)
  // 2,600 is 410 away on 15 June, 46 days on.
  expect(read.outlook.pace.needed).toBeCloseTo((2600 - body.baseline.value) / (46 / 7), 6)
  expect(read.outlook.pace.seen.value).toBeGreaterThan(65)
  expect(read.outlook.pace.seen.interval[0]).toBeLessThan(read.outlook.pace.seen.value)
  expect(read.outlook.change.key).toBe('goals:change.goOn')
  for (const { interval50, interval80, interval95 } of read.outlook.points) {
    expect(interval95[0]).toBeLessThanOrEqual(interval80[0])
    expect(interval80[0]).toBeLessThanOrEqual(interval50[0])
    expect(interval50[1]).toBeLessThanOrEqual(interval80[1])
  }
})

test('a goal out of reach says what would have to change', async () => {
  const accountId = await accountWith((day) => 1000 + 2 * day + 5 * Math.sin(day))
  const { body } = await set(goal(accountId, { target: 5000, due: '2026-07-01' }))
  const { outlook } = (await viewer('GET', `${base}/goals/${body.id}`)).body
  expect([outlook.answer.key, outlook.between, outlook.change.key]).toEqual(['goals:answer.unlikely', null, 'goals:change.more'])
  expect(outlook.chance).toBeLessThan(0.01)
  expect(outlook.pace.needed).toBeGreaterThan(10 * outlook.pace.seen.value)
})

test('goals that cannot be are refused in words: past, met, nobody’s, far', async () => {
  const accountId = await accountWith((day) => 1000 + day, 30)
  const tries: [object, string, string][] = [
    [goal(accountId, { due: '2026-05-01' }), 'goals:problem.past', 'due'],
    [goal(accountId, { due: '2040-05-01' }), 'goals:problem.far', 'due'],
    [goal(accountId, { target: 1029 }), 'goals:problem.met', 'target'],
    [goal(null), 'goals:problem.needsAccount', 'accountId'],
    [goal('01900000-0000-7000-8000-000000000000'), 'goals:problem.account', 'accountId'],
  ]
  for (const [input, key, where] of tries) {
    const { status, body } = await set(input)
    expect([status, body.data.sentence.key, body.data.where]).toEqual([422, key, where])
  }
  expect((await set(goal(accountId, { target: 0 }))).status).toBe(400)
  expect((await viewer('POST', `${base}/goals`, { goal: goal(accountId) })).status).toBe(403)
})

test('no history, one reading and a number that never moved are answers', async () => {
  const empty = (await set(goal(null, { metric: 'week-engagements', accountId: null }))).body
  expect(empty.baseline).toBeNull()
  expect((await viewer('GET', `${base}/goals/${empty.id}`)).body.outlook).toMatchObject({
    kind: 'no-outlook',
    answer: { key: 'goals:answer.thin.weeks' },
  })
  const one = (await set(goal(await accountWith(() => 500, 1)))).body
  expect((await viewer('GET', `${base}/goals/${one.id}`)).body.outlook.answer).toMatchObject({
    key: 'goals:answer.thin.days',
    values: { have: 1 },
  })
  const still = (await set(goal(await accountWith(() => 500)))).body
  expect((await viewer('GET', `${base}/goals/${still.id}`)).body.outlook.answer.key).toBe('goals:answer.still')
})

test('a goal is changed and closed; where it started stays; Today reminds of its day', async () => {
  const accountId = await accountWith((day) => 1000 + 10 * day + (day % 3))
  const { body } = await set(goal(accountId, { due: '2026-05-10' }))
  const changed = (await marketer('PUT', `${base}/goals/${body.id}`, { goal: goal(accountId, { due: '2026-05-12', target: 2700 }) })).body
  expect([changed.target, changed.baseline]).toEqual([2700, body.baseline])
  // The same again is no change.
  await marketer('PUT', `${base}/goals/${body.id}`, { goal: goal(accountId, { due: '2026-05-12', target: 2700 }) })
  const { changes } = (await viewer('GET', `${base}/goals/${body.id}`)).body
  expect(changes).toMatchObject([{ before: { due: '2026-05-10', target: body.target }, after: { due: '2026-05-12', target: 2700 } }])
  const day = now.toISOString().slice(0, 10)
  const marks = (await viewer('GET', `${base}/marks?from=${day}&to=${day}&metric=${body.metric}&accountId=${accountId}`)).body
  expect(marks.map(({ words }: { words: { key: string } }) => words.key)).toEqual(
    expect.arrayContaining(['goals:mark.set', 'goals:mark.target']),
  )
  expect((await viewer('GET', `${base}/marks?from=${day}&to=${day}&metric=account-reach&accountId=${accountId}`)).body).toEqual([])
  const today = async () => (await viewer('GET', `${base}/today`)).body.items.map(({ what }: { what: { key: string } }) => what.key)
  expect(await today()).toContain('goals:today.near')
  now = new Date('2026-05-20T09:00:00Z')
  expect(await today()).toContain('goals:today.past')
  expect((await viewer('GET', `${base}/goals/${body.id}`)).body.outlook.answer.key).toBe('goals:answer.past')
  expect((await marketer('POST', `${base}/goals/${body.id}/end`, { met: false })).body.state).toBe('ended')
  expect((await marketer('PUT', `${base}/goals/${body.id}`, { goal: goal(accountId, { due: '2026-08-12' }) })).body.data.sentence.key).toBe(
    'goals:problem.closed',
  )
  expect((await viewer('GET', `${base}/goals/01900000-0000-7000-8000-000000000000`)).status).toBe(404)
})

test('a goal to fall to is met from above, and reached values say so', () => {
  const falling = {
    ...goal(null, { target: 10 }),
    metric: 'week-posts',
    id: '',
    state: 'open',
    baseline: { day: '2026-01-01', value: 30 },
    createdAt: '',
    createdBy: '',
    closedAt: null,
  } as never
  const history = [{ day: '2026-05-01', value: 9 }]
  expect(decideOutlook(falling, { kind: 'no-variation', value: 9, history }, '2026-05-02')).toMatchObject({
    answer: { key: 'goals:answer.met' },
  })
  expect(
    decideOutlook(falling, { kind: 'no-variation', value: 11, history: [{ day: '2026-05-01', value: 11 }] }, '2026-05-02'),
  ).toMatchObject({
    answer: { key: 'goals:answer.still' },
  })
})

test('a chance is said of the nearest day that was looked at, and a goal set before any reading starts at the first one', () => {
  const about = (change: object) =>
    ({
      ...goal(null, { target: 150 }),
      id: '',
      state: 'open',
      baseline: null,
      createdAt: '',
      createdBy: '',
      closedAt: null,
      ...change,
    }) as never
  const days = ['2026-05-07', '2026-05-14', '2026-05-21']
  const foreseen = {
    kind: 'forecast' as const,
    step: 'week' as const,
    history: [{ day: '2026-04-30', value: 100 }],
    days,
    forecast: {
      mean: [101, 102, 103],
      intervals: [0.5, 0.8, 0.95].map((level) => ({ level, lower: [90, 90, 90], upper: [160, 160, 160] })),
      n: 40,
      origins: 60,
    },
    chance: { byStep: [0.2, 0.3, 0.4], steps: { early: 0, middle: null, late: null } },
  }
  const said = (change: object) => decideOutlook(about(change), foreseen, '2026-05-01').answer
  expect(said({ due: '2034-01-01' })).toMatchObject({ values: { chance: 40, due: '2026-05-21' } })
  expect(said({ due: '2026-05-03' })).toMatchObject({ values: { chance: 20, due: '2026-05-07' } })
  expect(said({ due: '2026-05-16' })).toMatchObject({ values: { chance: 30, due: '2026-05-16' } })
  expect(said({ target: 50, due: '2026-05-16' })).toMatchObject({ key: 'goals:answer.open' })
})
