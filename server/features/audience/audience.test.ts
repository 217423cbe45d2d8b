/** Audits over the API: a list with duplicates and deleted accounts, bad lists, an account whose network shows nobody, and who spoke. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { openDraw } from './draw.ts'

const database = await testDatabase()
const fake = fakeNetwork()
const people = Array.from({ length: 200 }, (_, i) => ({
  id: `f${i}`,
  handle: i % 4 === 0 ? `user99${i}123` : `person${'abcdefgh'[i % 8]}`,
  displayName: i % 4 === 0 ? '' : 'Nour Haddad',
  hasProfilePicture: i % 4 !== 0,
  posts: i % 4 === 0 ? 0 : 120,
  followers: i % 4 === 0 ? 4 : 300 + i,
  following: i % 4 === 0 ? 3000 : 250,
}))
let shows = true
const reader = {
  posts: async () => ({ kind: 'read' as const, items: [], cursor: null }),
  metrics: async () => ({ kind: 'read' as const, items: [], cursor: null }),
  accountMetrics: async () => ({ kind: 'read' as const, items: [], cursor: null }),
  messages: async () => ({ kind: 'read' as const, items: [], cursor: null }),
}
const followers = async (_world: unknown, _account: unknown, { cursor }: { cursor: string | null }) => {
  const at = Number(cursor ?? 0)
  return { kind: 'read' as const, items: people.slice(at, at + 50), cursor: at + 50 < people.length ? String(at + 50) : null }
}
const channel = () => ({ ...fake.channel, read: shows ? { ...reader, followers } : reader })
const app = await testApp(database, {
  channels: { find: async (network) => (network === 'fake' ? channel() : null), list: async () => [channel()] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })

test('an audit of an account reads all pages, says the share, and the next one says the change', async () => {
  shows = true
  const path = `${base}/audience/engaged?accountId=${account.id}&from=2026-01-01&to=2026-12-31`
  expect((await viewer('GET', path)).body.kind).toBe('not-known')
  const { status, body } = await marketer('POST', `${base}/audience/audits`, { accountId: account.id })
  expect([status, body.listed, body.population, body.change]).toEqual([200, 200, 200, null])
  const { value, interval } = body.result.share
  expect(interval[0] <= value && value <= interval[1] && Math.abs(value - 0.25) < 0.12).toBe(true)
  expect(body.result.examples[0].reasons.length).toBeGreaterThan(0)
  const { body: again } = await marketer('POST', `${base}/audience/audits`, { accountId: account.id })
  expect(again.change.interval[0] <= 0 && 0 <= again.change.interval[1]).toBe(true)
  expect((await viewer('GET', `${base}/audience/audits`)).body).toHaveLength(2)
  expect((await viewer('GET', path)).body).toMatchObject({ kind: 'engaged', rate: { value: 0 } })
})

test('a network that does not show followers is a sentence, and nothing is kept', async () => {
  shows = false
  const { status, body } = await marketer('POST', `${base}/audience/audits`, { accountId: account.id })
  expect([status, body.data.sentence.key]).toEqual([422, 'audience:reason.notShown'])
})

const audit = (csv: string) => marketer('POST', `${base}/audience/audits/list`, { name: 'list', csv })
const row = (i: number, state = '') => `person${i}x,1,100,300,200,${state}`
const header = 'username,has_profile_picture,posts,followers,following,status'

test('duplicates and deleted accounts of a list are counted and left out; too few are too little', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => row(i))
  const { body } = await audit([header, ...rows, row(3), row(77, 'deleted')].join('\n'))
  expect([body.listed, body.duplicates, body.gone, body.population]).toEqual([32, 1, 1, 30])
  expect((await audit([header, row(1)].join('\n'))).body.result).toMatchObject({ kind: 'too-little-data', have: 1, need: 20 })
  expect((await audit(header)).body.result).toMatchObject({ kind: 'too-little-data', have: 0 })
})

test.each([
  ['likes,reach\n1,2', 'audience:list.noUsername'],
  [`${header}\na,1,many,1,1,`, 'audience:list.badCell'],
  [`${header}\na,1,"1`, 'audience:list.unreadable'],
])('a bad list is named: %s', async (csv, key) => {
  const { status, body } = await audit(csv)
  expect([status, body.data.sentence.key]).toEqual([422, key])
})

test('every place of a list is drawn with the same chance', () => {
  const places = new Float64Array(10)
  for (let turn = 0; turn < 2000; turn++) {
    const draw = openDraw(3, createGenerator(`turn ${turn}`))
    for (let i = 0; i < 10; i++) draw.take({ id: String(i), handle: String(i), gone: false, shown: {} })
    for (const { id } of draw.drawn.sample) places[Number(id)] = (places[Number(id)] as number) + 1
  }
  for (const count of places) expect(Math.abs(count - 600)).toBeLessThan(90)
})
