/** Publishing once, against a strict network in memory: what can go wrong, and what stands there afterwards. */
import { beforeEach, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { type FakeNetwork, fakeNetwork } from '../../../testing/fake-network.ts'
import { sweep } from './publish/look.ts'
import { sendClaimed, type Worker } from './publish/send.ts'
import { usualTimings } from './publish/timings.ts'
import { claimDue } from './store/work.ts'

let now = new Date('2026-03-10T09:00:00Z')
let fake: FakeNetwork = fakeNetwork()
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const person = team.as.marketer
const worker: Worker = { services: app.services, name: 'worker-1', timings: usualTimings }
const seconds = (count: number) => {
  now = new Date(now.getTime() + count * 1000)
}

let handles = 0
const connect = async () =>
  (await person('POST', `${base}/accounts`, { network: 'fake', input: { handle: `cafe-${++handles}` } })).body.id as string
const content = (text: string) => ({ text, language: 'en', format: 'text', link: null, media: [] })
const write = async (accountId: string, text: string) =>
  (await person('POST', `${base}/posts`, { versions: [{ accountId: null, content: content(text) }], accountIds: [accountId] })).body as {
    id: string
    publications: { id: string; contentHash: string }[]
  }
/** A post, approved and due now. */
const due = async (accountId: string, text = 'Coffee') => {
  const post = await write(accountId, text)
  const [publication] = post.publications
  if (publication === undefined) throw new Error('no publication')
  const address = `${base}/publications/${publication.id}`
  await person('POST', `${address}/approve`, { contentHash: publication.contentHash })
  const answer = await person('POST', `${address}/publish`, { contentHash: publication.contentHash })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return { address, postId: post.id, hash: publication.contentHash }
}
const claim = () => claimDue(database.db, worker.name, now, new Date(now.getTime() + usualTimings.claimLeaseMs), 10)
const work = async () => {
  for (const row of await claim()) await sendClaimed(worker, row)
}
const stateOf = async (address: string) => (await person('GET', address)).body.publication

beforeEach(async () => {
  fake = fakeNetwork()
  // What an earlier test left behind is none of this one's work.
  await database.db
    .updateTable('publication')
    .set({ state: 'canceled', check_at: null, lease_until: null })
    .where('state', '!=', 'published')
    .execute()
})

test('a publication goes out once, and its proof says what, when, by whom and what the network answered', async () => {
  const { address, hash } = await due(await connect())
  await work()
  await work()
  expect(fake.posts).toHaveLength(1)
  const { body: proof } = await person('GET', address)
  expect(proof.publication).toMatchObject({
    state: 'published',
    approvedBy: 'marketer',
    approvedHash: hash,
    permalink: 'https://example.com/fake-1',
  })
  expect(proof.attempts).toMatchObject([
    { number: 1, outcome: 'done', token: 'token-1', payload: { text: 'Coffee' }, answer: { id: 'fake-1' } },
  ])
  expect(proof.events.map((event: { to: string }) => event.to)).toEqual([
    'draft',
    'approved',
    'scheduled',
    'claimed',
    'sending',
    'published',
  ])
})

test('an answer that never came is looked up, found, and never sent again', async () => {
  fake.faults = ['accept-then-drop']
  const { address } = await due(await connect())
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'unknown' })
  await work()
  seconds(6)
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({ state: 'published', networkPostId: 'fake-1' })
  expect([fake.posts.length, fake.sends]).toEqual([1, 1])
})

test('what surely is not there goes out again within its window, but only after nothing can still arrive', async () => {
  fake.faults = ['drop-before']
  const { address } = await due(await connect())
  await work()
  seconds(6)
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({ state: 'unknown' })
  seconds(80)
  await sweep(worker)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
  expect(fake.posts).toHaveLength(1)
})

test('where sending again is safe, the very same payload is sent', async () => {
  fake = fakeNetwork({ resendIsSafe: true })
  fake.faults = ['drop-before']
  const { address } = await due(await connect())
  await work()
  seconds(80)
  await sweep(worker)
  await work()
  const { body: proof } = await person('GET', address)
  expect(proof.publication.state).toBe('published')
  expect(new Set(proof.attempts.map((attempt: { token: string }) => attempt.token)).size).toBe(1)
  expect(fake.posts).toHaveLength(1)
})

test('where nobody can look, a person decides, and only then', async () => {
  fake = fakeNetwork({ canReadBack: false })
  fake.faults = ['accept-then-drop']
  const { address } = await due(await connect())
  await work()
  for (let round = 0; round < 10; round++) {
    seconds(3600)
    await sweep(worker)
    await work()
  }
  expect(await stateOf(address)).toMatchObject({ state: 'unknown', reason: { key: 'publishing:reason.onlyAPerson' } })
  expect(fake.sends).toBe(1)
  const answer = await person('POST', `${address}/resolve`, { decision: 'it-is-there', permalink: 'https://example.com/seen' })
  expect(answer.body).toMatchObject({ state: 'published', permalink: 'https://example.com/seen', reason: { values: { name: 'marketer' } } })
})

test('a network that keeps failing to answer the look-up is left to a person after six looks', async () => {
  fake.faults = ['accept-then-drop']
  fake.readBack = 'fails'
  const { address } = await due(await connect())
  await work()
  for (let round = 0; round < 12; round++) {
    seconds(3600)
    await sweep(worker)
  }
  expect(await stateOf(address)).toMatchObject({ state: 'unknown', reason: { key: 'publishing:reason.couldNotTell' } })
})

test('a channel that throws while sending leaves an unknown, not a failure', async () => {
  fake.faults = ['throw']
  const { address } = await due(await connect())
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'unknown', reason: { key: 'publishing:reason.broke' } })
})

test('a worker that died while sending leaves an unknown, one that died before leaves nothing sent', async () => {
  const { address } = await due(await connect())
  await claim()
  seconds(61)
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({ state: 'scheduled', reason: { key: 'publishing:reason.workerDied' } })
  // Dies after the network took it: the answer is never written down.
  fake.during = () => Promise.reject(new Error('killed'))
  const rows = await claim()
  const dying = Promise.all(rows.map((row) => sendClaimed(worker, row)))
  await dying
  await database.db
    .updateTable('publication')
    .set({ state: 'sending', lease_until: now })
    .where('state', '=', 'unknown')
    .where('workspace_id', '=', team.workspaceId)
    .execute()
  fake.during = null
  seconds(1)
  await sweep(worker)
  seconds(100)
  await sweep(worker)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
  expect(fake.posts).toHaveLength(1)
})

test('a limit is obeyed for the whole account, and the next slot is kept', async () => {
  fake.faults = ['limit']
  const account = await connect()
  const first = await due(account, 'One')
  await work()
  const second = await due(account, 'Two')
  await work()
  expect([fake.sends, fake.posts.length]).toEqual([1, 0])
  expect(await stateOf(first.address)).toMatchObject({ state: 'scheduled' })
  seconds(61)
  await work()
  expect(fake.posts.map((post) => post.text)).toEqual(['One', 'Two'])
  expect(await stateOf(second.address)).toMatchObject({ state: 'published' })
})

test('a refusal is a failure with its reason, and a person may try again', async () => {
  fake.faults = ['refuse']
  const { address, hash } = await due(await connect())
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'failed' })
  await person('POST', `${address}/publish`, { contentHash: hash })
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
  expect(fake.posts).toHaveLength(1)
})

test('late is never silent: past its window a publication is missed and asks', async () => {
  const { address } = await due(await connect())
  seconds(16 * 60)
  await sweep(worker)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'missed', reason: { key: 'publishing:reason.missed' } })
  expect(fake.sends).toBe(0)
})

test('nothing listening is tried again within the window', async () => {
  fake.faults = ['unreachable']
  const { address } = await due(await connect())
  await work()
  expect(await stateOf(address)).toMatchObject({
    state: 'scheduled',
    reason: { key: 'publishing:reason.unreachable', values: { host: 'fake.example' } },
  })
  seconds(21)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
})

test('refused credentials are refreshed once; when that does not help, the account is to be connected again and its post waits', async () => {
  fake = fakeNetwork({ canRefresh: true })
  fake.faults = ['unauthorized']
  const account = await connect()
  const { address } = await due(account)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
  fake.faults = ['unauthorized', 'unauthorized']
  const second = await due(account, 'Tea')
  await work()
  await work()
  expect(fake.posts).toHaveLength(1)
  expect(await stateOf(second.address)).toMatchObject({ state: 'scheduled' })
  expect((await person('GET', `${base}/accounts`)).body.find((row: { id: string }) => row.id === account)).toMatchObject({
    state: 'reconnect',
  })
  seconds(16 * 60)
  await sweep(worker)
  expect(await stateOf(second.address)).toMatchObject({ state: 'missed', reason: { key: 'publishing:reason.missedReconnect' } })
})

test('an edit after approval takes the approval back, and what was read is what may be approved', async () => {
  const account = await connect()
  const { address, postId, hash } = await due(account, 'First')
  await person('PUT', `${base}/posts/${postId}`, { versions: [{ accountId: null, content: content('Second') }], accountIds: [account] })
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'draft', approvedHash: null, reason: { key: 'publishing:reason.edited' } })
  expect(fake.sends).toBe(0)
  expect((await person('POST', `${address}/approve`, { contentHash: hash })).status).toBe(409)
  expect((await person('POST', `${address}/publish`, { contentHash: hash })).body.data.sentence.key).toBe('publishing:problem.notApproved')
})

test('what was canceled, or whose account was removed, does not go out, even at the last moment', async () => {
  const account = await connect()
  const { address } = await due(account)
  const rows = await claim()
  await person('POST', `${address}/cancel`)
  for (const row of rows) await sendClaimed(worker, row)
  expect(await stateOf(address)).toMatchObject({ state: 'canceled' })

  const other = await due(account, 'Tea')
  const more = await claim()
  await person('DELETE', `${base}/accounts/${account}`)
  for (const row of more) await sendClaimed(worker, row)
  expect(await stateOf(other.address)).toMatchObject({ state: 'canceled', reason: { key: 'accounts:reason.removed' } })
  expect(fake.sends).toBe(0)
})

test('two workers never take the same publication, nor the same account at once', async () => {
  const account = await connect()
  for (let index = 0; index < 6; index++) await due(account, `Post ${index}`)
  const [mine, theirs] = await Promise.all(
    [1, 2].map((number) => claimDue(database.db, `worker-${number}`, now, new Date(now.getTime() + 60_000), 3)),
  )
  expect([mine?.length, theirs?.length].toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 3])
  for (const row of [...(mine ?? []), ...(theirs ?? [])]) await sendClaimed({ ...worker, name: row.worker ?? '' }, row)
  await work()
  expect(fake.posts).toHaveLength(6)
})

test('a time that has passed, a day that is none and an unapproved post are not scheduled', async () => {
  const account = await connect()
  const post = await write(account, 'Later')
  const [publication] = post.publications
  const address = `${base}/publications/${publication?.id}`
  const schedule = (localTime: string) => person('POST', `${address}/schedule`, { localTime })
  expect((await schedule('2026-03-12T09:00')).body.data.sentence.key).toBe('publishing:problem.notApproved')
  await person('POST', `${address}/approve`, { contentHash: publication?.contentHash })
  expect((await schedule('2026-03-01T09:00')).body).toMatchObject({
    data: { where: 'localTime', sentence: { key: 'publishing:problem.past' } },
  })
  expect((await schedule('2026-02-30T09:00')).body.message).toContain('2026-02-30 09:00')
  const answer = await schedule('2026-03-12T09:00')
  expect(answer.body).toMatchObject({
    publication: { state: 'scheduled', scheduledAt: '2026-03-12T06:00:00.000Z', localTime: '2026-03-12T09:00', timeZone: 'Asia/Riyadh' },
    time: { kind: 'exact' },
  })
})

test('a brand that moves keeps the hour on the wall', async () => {
  const account = await connect()
  const post = await write(account, 'Morning')
  const [publication] = post.publications
  const address = `${base}/publications/${publication?.id}`
  await person('POST', `${address}/approve`, { contentHash: publication?.contentHash })
  await person('POST', `${address}/schedule`, { localTime: '2026-04-02T09:00' })
  await team.as.manager('PATCH', base, { timeZone: 'Europe/Berlin' })
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({
    localTime: '2026-04-02T09:00',
    scheduledAt: '2026-04-02T07:00:00.000Z',
    timeZone: 'Europe/Berlin',
  })
  await team.as.manager('PATCH', base, { timeZone: 'Asia/Riyadh' })
  await person('POST', `${address}/cancel`)
})

test('secrets are in no proof', async () => {
  const { address } = await due(await connect())
  await work()
  expect(JSON.stringify((await person('GET', address)).body)).not.toContain('a secret')
})
