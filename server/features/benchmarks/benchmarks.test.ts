/** Competitors over the API: followed, noted, from a file, vanished, explained, shared, forgotten; and each bad input with its sentence. */
import { expect, test } from 'vitest'
import type { ObservedPublicAccount } from '../../../channels/port.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { readCompetitors } from './ingest.ts'

const database = await testDatabase()
const fake = fakeNetwork()
const now = new Date('2026-06-01T09:00:00Z')
const dayOf = (back: number) => new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10)
let there = true
let up = true
const rival: ObservedPublicAccount = {
  handle: 'rival',
  displayName: 'The rival',
  days: Array.from({ length: 120 }, (_, i) => ({
    day: dayOf(119 - i),
    followers: 4000 + 10 * i + (i > 60 ? 2500 : 0),
    posts: 1,
    engagements: 60 + (i % 5),
  })),
}
const nothing = async () => ({ kind: 'read' as const, items: [], cursor: null })
const channel = {
  ...fake.channel,
  read: {
    posts: nothing,
    metrics: nothing,
    accountMetrics: nothing,
    messages: nothing,
    publicAccount: async (_world: unknown, _account: unknown, handle: string) =>
      up
        ? { kind: 'read' as const, items: there && handle === 'rival' ? rival : null, cursor: null }
        : { kind: 'unreachable' as const, reason: { key: 'publishing:reason.broke', values: {} } },
  },
}
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? channel : null), list: async () => [channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })
for (let back = 119; back >= 0; back--)
  await database.pool.query(
    `insert into account_reading (workspace_id, account_id, metric, value, observed_at, origin) values ($1, $2, 'followers', $3, $4, 'api')`,
    [team.workspaceId, account.id, 5000 - back, new Date(now.getTime() - back * 86_400_000)],
  )
const room = `${base}/benchmarks`
const read = async () => (await viewer('GET', `${room}?accountId=${account.id}&days=120`)).body
const refused = async (path: string, body: object) => {
  const { status, body: answer } = await marketer('POST', `${room}/${path}`, body)
  return [status, answer.data?.sentence.key]
}

test('without competitors there is a sentence and no numbers', async () => {
  expect(await read()).toMatchObject({ answer: { key: 'benchmarks:answer.none' }, competitors: [], measures: [] })
})

test('a public account is followed with its days; nobody, oneself and the future are refused', async () => {
  const { status, body } = await marketer('POST', `${room}/competitors`, { accountId: account.id, handle: 'rival' })
  expect([status, body.handle, body.days, body.newest]).toEqual([200, 'rival', 120, { day: dayOf(0), followers: 7690 }])
  expect(await refused('competitors', { accountId: account.id, handle: 'nix' })).toEqual([422, 'benchmarks:problem.nobody'])
  expect(await refused('competitors', { accountId: account.id, handle: '@Cafe' })).toEqual([422, 'benchmarks:problem.own'])
  const day = { posts: null, engagements: null, followers: 4 }
  expect(await refused('competitors/by-hand', { handle: 'x', days: [{ ...day, day: '2027-01-01' }] })).toEqual([
    422,
    'benchmarks:problem.future',
  ])
  expect(await refused('competitors/by-hand', { handle: 'x', days: [{ ...day, followers: null, day: dayOf(3) }] })).toEqual([
    422,
    'benchmarks:problem.nothing',
  ])
  expect((await viewer('POST', `${room}/competitors`, { accountId: account.id, handle: 'rival' })).status).toBe(403)
})

test('a file is taken whole or not at all, and its cells are named', async () => {
  expect(await refused('competitors/file', { csv: 'handle,day\na,2026-01-01' })).toEqual([422, 'benchmarks:file.noColumn'])
  expect(await refused('competitors/file', { csv: 'handle,day,followers\na,2026-01-01,5\nb,2026-01-01,many' })).toEqual([
    422,
    'benchmarks:file.badCell',
  ])
  expect((await read()).competitors).toHaveLength(1)
  const { body } = await marketer('POST', `${room}/competitors/file`, {
    csv: `handle,day,followers\n@small,${dayOf(9)},٤٠٠\nsmall,${dayOf(9)},410\nSMALL,${dayOf(1)},`,
  })
  expect([body.rows, body.competitors[0].days, body.competitors[0].newest]).toEqual([3, 2, { day: dayOf(9), followers: 410 }])
})

test('places are told with their doubt; too little is said beside whom it concerns', async () => {
  const { measures, answer } = await read()
  expect(answer.key).toBe('benchmarks:answer.followers')
  const [followers, growth] = measures
  expect(followers.rows.map(({ place }: { place: { interval: number[] } }) => place.interval)).toEqual([
    [2, 2],
    [1, 1],
    [3, 3],
  ])
  expect(growth.rows[2]).toMatchObject({ name: 'small', estimate: null, missing: { key: 'benchmarks:missing.steps' } })
  expect(growth.rows[1].estimate.evidence.rows.total).toBe(120)
})

test('why they have more is answered, and shared as a document that stays', async () => {
  const { competitors } = await read()
  const [{ id }] = competitors
  const { body: why } = await viewer('GET', `${room}/competitors/${id}/why?accountId=${account.id}&days=120`)
  expect(why.answer).toMatchObject({ key: 'benchmarks:why.answer.jumps', values: { lead: 2690, count: 1 } })
  const asked = { accountId: account.id, days: 120, options: { days: 7, language: 'ar' } }
  expect((await viewer('POST', `${room}/competitors/${id}/shares`, asked)).status).toBe(403)
  const { body: made } = await marketer('POST', `${room}/competitors/${id}/shares`, asked)
  const opened = await app.visitor()('POST', `/shared/${made.url.split('/').at(-1)}`, {})
  expect(opened.body.report.answer).toEqual(why.answer)
  expect(opened.body.report.blocks.some(({ kind }: { kind: string }) => kind === 'estimates')).toBe(true)
})

test('a failed read keeps all; one that vanished says so, leaves the places, and comes back', async () => {
  const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
  up = false
  await readCompetitors(app.services, scope)
  expect((await read()).competitors[0]).toMatchObject({ state: 'unread', days: 120 })
  up = true
  there = false
  await readCompetitors(app.services, scope)
  const gone = await read()
  expect(gone.competitors[0]).toMatchObject({ state: 'vanished', reason: { key: 'benchmarks:problem.vanished' }, days: 120 })
  const { body: today } = await marketer('GET', `${base}/today`)
  expect(today.items.map(({ what }: { what: { key: string } }) => what.key)).toContain('benchmarks:today.vanished')
  expect(gone.measures[0].rows).toHaveLength(2)
  expect(gone.cannotTell[0].key).toBe('benchmarks:cannotTell.vanished')
  there = true
  await readCompetitors(app.services, scope)
  expect((await read()).competitors[0]).toMatchObject({ state: 'seen', reason: null })
})

test('a competitor is forgotten with its days', async () => {
  const { competitors } = await read()
  expect((await marketer('DELETE', `${room}/competitors/${competitors[0].id}`)).status).toBe(200)
  expect((await marketer('DELETE', `${room}/competitors/${competitors[0].id}`)).status).toBe(404)
  expect((await database.pool.query('select count(*)::int as n from competitor_day')).rows[0].n).toBe(2)
})
