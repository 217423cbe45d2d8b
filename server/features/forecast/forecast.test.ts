/** Forecasts over the API: days in the brand's zone, goals, too little data, and who may see them. */
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { closeHeavy } from '../../heavy/heavy.ts'
import { recordAccountReadings, recordReadings } from '../results/index.ts'
import { toDays, toWeeks } from './measure.ts'

const fake = fakeNetwork()
const database = await testDatabase()
const app = await testApp(database, {
  now: () => new Date('2026-08-04T09:00:00Z'),
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
afterAll(closeHeavy)

let handles = 0
/** An account that grew by ten a day, read at nine each morning of these days. */
const grown = async (days: number[]) => {
  const { body } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: `forecast-${++handles}` } })
  const accountId = body.id as string
  await recordAccountReadings(
    database.db,
    { workspaceId: team.workspaceId, origin: 'api' },
    days.map((day) => ({
      accountId,
      metric: 'followers',
      value: 1000 + 10 * day + (day % 3),
      observedAt: new Date(Date.UTC(2026, 0, 1 + day, 6)),
    })),
  )
  return `${base}/accounts/${accountId}/forecast`
}
const everyDay = Array.from({ length: 120 }, (_, day) => day)

test('what the posts of a week bring in is forecast week by week', async () => {
  const { body } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'weeks' } })
  const accountId = body.id as string
  const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
  const mondays = Array.from({ length: 30 }, (_, week) => new Date(Date.UTC(2026, 0, 5 + 7 * week, 9)))
  for (const [week, at] of mondays.entries()) {
    const { rows } = await sql<{
      id: string
    }>`insert into published_post (workspace_id, id, brand_id, account_id, network, network_post_id, published_at, format, text, origin, first_seen_at)
      values (${scope.workspaceId}, gen_random_uuid(), ${scope.brandId}::uuid, ${accountId}::uuid, 'fake', ${`w${week}`}, ${at}, 'text', 'x', 'api', ${at}) returning id`.execute(
      database.db,
    )
    await recordReadings(database.db, { workspaceId: scope.workspaceId, origin: 'api' }, [
      { postId: rows[0]!.id, metric: 'engagements', window: 'lifetime', day: null, value: 50 + week + (week % 4), observedAt: at },
    ])
  }
  const path = `${base}/accounts/${accountId}/forecast?metric=week-engagements&days=28`
  const { status, body: forecast } = await viewer('GET', path)
  expect([status, forecast.kind, forecast.step, forecast.points.length]).toEqual([200, 'forecast', 'week', 4])
  expect(forecast.history[0]).toEqual({ day: '2026-01-11', value: 50 })
  const end = forecast.points.at(-1)
  expect(end.mean).toBeGreaterThan(70)
  expect(end.interval80[0]).toBeLessThan(end.mean)
  const thin = await viewer('GET', `${base}/accounts/${accountId}/forecast?metric=week-reach`)
  expect(thin.body).toMatchObject({ kind: 'too-little-data', unit: 'weeks', have: 0 })
})

describe('a forecast of followers', () => {
  test('goes on from the last day, with ranges, evidence and the chance of a goal', async () => {
    const { status, body } = await viewer('GET', `${await grown(everyDay)}?days=30&goal=2400`)
    expect([status, body.kind, body.step, body.points.length]).toEqual([200, 'forecast', 'day', 30])
    expect(body.points[0].day).toBe('2026-05-01')
    const end = body.points.at(-1)
    expect(end.mean).toBeGreaterThan(2400)
    expect(end.interval95[0]).toBeLessThan(end.interval80[0])
    expect(body.goal.key).toBe('forecast:goal.between')
    expect(body.points.map(({ reached }: { reached: number }) => reached)).toEqual(
      body.points.map(({ reached }: { reached: number }) => reached).toSorted((a: number, b: number) => a - b),
    )
    expect(body.evidence).toMatchObject({ n: 120, missing: 0, period: { from: '2026-01-01', to: '2026-04-30' } })
    expect(body.history).toHaveLength(120)
  })
  test('takes weeks where most days were not read, and keeps missing days missing', async () => {
    const { body } = await viewer('GET', `${await grown(everyDay.filter((day) => day % 5 === 0))}?days=28`)
    expect([body.kind, body.step, body.points.length]).toEqual(['forecast', 'week', 4])
    const gaps = await viewer('GET', await grown(everyDay.filter((day) => day % 4 !== 1)))
    expect(gaps.body.history.filter(({ value }: { value: number | null }) => value === null)).toHaveLength(30)
    expect(gaps.body.evidence.missing).toBe(30)
  })
  test('says what would be enough, and that another brand’s account is not there', async () => {
    expect((await viewer('GET', await grown([0, 1, 2]))).body).toMatchObject({ kind: 'too-little-data', have: 3, need: 10 })
    expect((await viewer('GET', `${base}/accounts/01900000-0000-7000-8000-000000000000/forecast`)).status).toBe(404)
    expect((await viewer('GET', `${await grown([0])}?days=0`)).status).toBe(400)
  })
})

test('days are those of the brand’s own zone, and the last reading of a day counts', () => {
  const days = toDays(
    [
      { observedAt: '2026-01-01T22:30:00.000Z', value: 2 },
      { observedAt: '2026-01-01T20:30:00.000Z', value: 1 },
      { observedAt: '2026-01-03T21:30:00.000Z', value: 5 },
    ],
    'Asia/Riyadh',
  )
  expect(days).toEqual([
    { day: '2026-01-01', value: 1 },
    { day: '2026-01-02', value: 2 },
    { day: '2026-01-03', value: null },
    { day: '2026-01-04', value: 5 },
  ])
  expect(toWeeks(days)).toEqual([{ day: '2026-01-04', value: 5 }])
})
