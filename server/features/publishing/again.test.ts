/** Sending again: what a batch does after a limit, which version goes out after an edit, and that nothing turns in circles. */
import { beforeEach, expect, test } from 'vitest'
import { say } from '../../../contract/sentence.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { type FakeNetwork, fakeNetwork } from '../../../testing/fake-network.ts'
import { startPublisher } from './publish/publisher.ts'
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
  (await person('POST', `${base}/accounts`, { network: 'fake', input: { handle: `again-${++handles}` } })).body.id as string
const versions = (text: string) => [{ accountId: null, content: { text, language: 'en', format: 'text', link: null, media: [] } }]
const stateOf = async (address: string) => (await person('GET', address)).body.publication
/** Approves the version as it reads now and publishes it now. */
const approveAndPublish = async (address: string) => {
  const { contentHash } = await stateOf(address)
  await person('POST', `${address}/approve`, { contentHash })
  const answer = await person('POST', `${address}/publish`, { contentHash })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}
const due = async (accountId: string, text: string) => {
  const { body: post } = await person('POST', `${base}/posts`, { versions: versions(text), accountIds: [accountId] })
  const address = `${base}/publications/${post.publications[0].id}`
  await approveAndPublish(address)
  return { address, postId: post.id as string }
}
const work = async () => {
  for (const row of await claimDue(database.db, worker.name, now, new Date(now.getTime() + usualTimings.claimLeaseMs), 10))
    await sendClaimed(worker, row)
}

beforeEach(async () => {
  fake = fakeNetwork()
  await database.db.updateTable('publication').set({ state: 'canceled', check_at: null }).where('state', '!=', 'published').execute()
})

test('once a network says wait, the rest of what was taken with it waits too', async () => {
  const account = await connect()
  const posts = [await due(account, 'One'), await due(account, 'Two'), await due(account, 'Three')]
  fake.faults = ['limit']
  await work()
  expect(fake.sends).toBe(1)
  expect(await Promise.all(posts.map(async ({ address }) => (await stateOf(address)).state))).toEqual(Array(3).fill('scheduled'))
  seconds(61)
  await work()
  expect(fake.posts.map(({ text }) => text).toSorted()).toEqual(['One', 'Three', 'Two'])
})

test('the version that was approved last is the one that goes out, also after an attempt of an older one got no answer', async () => {
  fake = fakeNetwork({ resendIsSafe: true })
  fake.faults = ['drop-before']
  const account = await connect()
  const { address, postId } = await due(account, 'Old text')
  await work()
  await person('POST', `${address}/resolve`, { decision: 'it-is-not-there' })
  await person('PUT', `${base}/posts/${postId}`, { versions: versions('New text'), accountIds: [account] })
  seconds(120)
  await approveAndPublish(address)
  await work()
  expect(fake.posts.map(({ text }) => text)).toEqual(['New text'])
})

test('an older version that could still arrive is waited for before a newer one is sent', async () => {
  fake = fakeNetwork({ resendIsSafe: true })
  fake.faults = ['drop-before']
  const account = await connect()
  const { address, postId } = await due(account, 'Old text')
  await work()
  await person('POST', `${address}/resolve`, { decision: 'it-is-not-there' })
  await person('PUT', `${base}/posts/${postId}`, { versions: versions('New text'), accountIds: [account] })
  await approveAndPublish(address)
  await work()
  expect([fake.sends, (await stateOf(address)).state]).toEqual([1, 'scheduled'])
  seconds(76)
  await work()
  expect(fake.posts.map(({ text }) => text)).toEqual(['New text'])
})

test('a credential that cannot be opened is tried again after a while, not in circles', async () => {
  const account = await connect()
  const { address } = await due(account, 'Tea')
  await database.db.deleteFrom('credential').where('account_id', '=', account).execute()
  const publisher = startPublisher(app.services)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await publisher.stop()
  const { body: proof } = await person('GET', address)
  expect(proof.events.filter(({ to }: { to: string }) => to === 'claimed')).toHaveLength(1)
  expect(proof.publication).toMatchObject({ state: 'scheduled', reason: { key: 'accounts:reason.noCredential' } })
})

test('a text that is not the approved one is never sent, and says so', async () => {
  const { address } = await due(await connect(), 'As approved')
  const tampered = JSON.stringify({ text: 'Tampered', language: 'en', format: 'text', link: null, media: [] })
  await database.db.updateTable('publication').set({ approved_content: tampered }).where('state', '=', 'scheduled').execute()
  await work()
  await sweep(worker)
  expect(fake.sends).toBe(0)
  expect(await stateOf(address)).toMatchObject({ state: 'failed', reason: { key: 'publishing:reason.notAsApproved' } })
})

/** The next send has left and arrives only when the returned function is called; its answer never comes. */
const delay = () => {
  const write = fake.channel.write
  if (write === undefined) throw new Error('the fake can publish')
  const send = write.send
  let arrive: () => Promise<unknown> = () => Promise.reject(new Error('nothing was sent'))
  write.send = async (world, access, payload) => {
    arrive = () => send(world, access, payload)
    write.send = send
    return { kind: 'unknown', reason: say('publishing:reason.broke'), raw: null }
  }
  return () => arrive()
}

test('what may be on its way is not called missed: it is waited for past the window', async () => {
  fake = fakeNetwork({ resendIsSafe: true })
  const { address } = await due(await connect(), 'At the last minute')
  seconds(14 * 60 + 50)
  const arrive = delay()
  await work()
  seconds(12)
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({ state: 'unknown' })
  seconds(10)
  await arrive()
  seconds(60)
  await sweep(worker)
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
})

test('what may be on its way cannot be canceled or rewritten as if it were not', async () => {
  fake = fakeNetwork({ resendIsSafe: true })
  const account = await connect()
  const { address, postId } = await due(account, 'On its way')
  const arrive = delay()
  await work()
  seconds(6)
  await sweep(worker)
  const answer = await person('POST', `${address}/cancel`)
  expect([answer.status, answer.body.data.sentence.key]).toEqual([409, 'publishing:problem.state.unknown'])
  const edit = await person('PUT', `${base}/posts/${postId}`, { versions: versions('Another'), accountIds: [account] })
  expect(edit.body.data.sentence.key).toBe('calendar:problem.alreadyOut')
  await arrive()
  seconds(75)
  await sweep(worker)
  await work()
  expect(await stateOf(address)).toMatchObject({ state: 'published' })
  expect(fake.posts).toHaveLength(1)
})
