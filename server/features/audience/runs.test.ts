/** Audits in the background: progress, one at a time, stopped with nothing kept, again by the clock; and long lists that stream. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { auditList } from './audit.ts'
import { audienceJobs } from './jobs.ts'

const database = await testDatabase()
const fake = fakeNetwork()
let now = new Date('2026-06-01T09:00:00Z')
let onPage: (page: number) => Promise<void> = async () => {}
const nothing = async () => ({ kind: 'read' as const, items: [], cursor: null })
const followers = async (_world: unknown, _account: unknown, { cursor }: { cursor: string | null }) => {
  const page = Number(cursor ?? 0)
  await onPage(page)
  const items = Array.from({ length: 50 }, (_, i) => ({
    id: `f${page}-${i}`,
    handle: `someone${page}x${i}`,
    displayName: 'Nour',
    posts: 50,
    followers: 200,
    following: 150,
  }))
  return { kind: 'read' as const, items, cursor: page < 5 ? String(page + 1) : null }
}
const channel = { ...fake.channel, read: { posts: nothing, metrics: nothing, accountMetrics: nothing, messages: nothing, followers } }
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? channel : null), list: async () => [channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const room = `${base}/audience`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const [runAudit, repeatAll] = audienceJobs as unknown as { run: (services: unknown, data: object, signal: AbortSignal) => Promise<void> }[]
const work = (runId: string) => runAudit?.run(app.services, { ...scope, runId }, new AbortController().signal)
const runs = async () => (await viewer('GET', `${room}/runs`)).body
const begin = async () => (await marketer('POST', `${room}/runs`, { accountId: account.id })).body

test('an audit in the background tells how far it is, is begun once, and ends with an audit', async () => {
  expect((await viewer('POST', `${room}/runs`, { accountId: account.id })).status).toBe(403)
  const run = await begin()
  expect([run.state, (await begin()).id]).toEqual(['waiting', run.id])
  const seen: number[] = []
  onPage = async () => void seen.push((await runs())[0].read)
  await work(run.id)
  expect(seen).toEqual([0, 50, 100, 150, 200, 250])
  const [done] = await runs()
  expect(done).toMatchObject({ id: run.id, state: 'done', read: 300, reason: null })
  expect((await viewer('GET', `${room}/audits`)).body.map(({ id }: { id: string }) => id)).toEqual([done.auditId])
})

test('a canceled one stops at the next page and keeps nothing; a broken one says so', async () => {
  const run = await begin()
  const pages: number[] = []
  onPage = async (page) => {
    pages.push(page)
    if (page === 2) await marketer('POST', `${room}/runs/${run.id}/cancel`)
  }
  await work(run.id)
  expect([pages, (await runs())[0].state]).toEqual([[0, 1, 2], 'canceled'])
  expect((await viewer('GET', `${room}/audits`)).body).toHaveLength(1)
  onPage = async () => {
    throw new Error('a bug')
  }
  const broken = await begin()
  await expect(work(broken.id)).rejects.toThrow('a bug')
  expect((await runs())[0]).toMatchObject({ state: 'failed', reason: { key: 'audience:run.broke' } })
  onPage = async () => {}
})

test('by the clock an audit begins when its day has come, and not before', async () => {
  const { body } = await marketer('PUT', `${room}/repeats/${account.id}`, { everyDays: 7 })
  expect(body).toMatchObject([{ accountId: account.id, everyDays: 7, nextAt: '2026-06-08T09:00:00.000Z' }])
  const before = (await runs()).length
  await repeatAll?.run(app.services, {}, new AbortController().signal)
  expect(await runs()).toHaveLength(before)
  now = new Date('2026-06-08T09:00:01Z')
  await repeatAll?.run(app.services, {}, new AbortController().signal)
  await repeatAll?.run(app.services, {}, new AbortController().signal)
  expect(await runs()).toHaveLength(before + 1)
  expect((await marketer('PUT', `${room}/repeats/${account.id}`, { everyDays: null })).body).toEqual([])
})

test('a long list streams through, its duplicates and deleted accounts named; JSON is taken too', async () => {
  const source = (async function* () {
    yield Buffer.from('username,posts,followers,following,status\n')
    for (let block = 0; block < 100; block++)
      yield Buffer.from(
        Array.from(
          { length: 1000 },
          (_, i) => `name${(block * 1000 + i) % 99_000}z,10,${i},${i},${i === 7 && block < 3 ? 'deleted' : ''}\n`,
        ).join(''),
      )
  })()
  const done = await auditList(app.services, scope, { name: 'long', halfWidth: 0.07, source })
  if (done.kind !== 'audited') throw new Error(done.kind)
  expect([done.audit.listed, done.audit.duplicates, done.audit.gone, done.audit.population]).toEqual([100_000, 1000, 3, 98_997])
  expect([done.audit.named.duplicates.length, done.audit.named.gone]).toEqual([50, ['name7z', 'name1007z', 'name2007z']])
})

test('over the plain route a bad list is a sentence, and a good one an audit', async () => {
  const { body } = await marketer('POST', `${room}/audits/list`, { name: 'j', csv: ' [{"username": "a", "posts": 4}, "b", "@B"]' })
  expect([body.listed, body.duplicates, body.population]).toEqual([3, 1, 2])
  for (const [csv, key] of [
    ['[1]', 'audience:list.noUsernameIn'],
    ['{"a": 1}', 'audience:list.noList'],
    ['[{', 'audience:list.noJson'],
    ['[{"username": "a", "posts": -4}]', 'audience:list.badCell'],
  ]) {
    const { status, body: refused } = await marketer('POST', `${room}/audits/list`, { name: 'j', csv })
    expect([status, refused.data.sentence.key]).toEqual([422, key])
  }
})
