/** The whole loop through the running app and the whole AT network: connect, write, approve, publish, and what happened comes back. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readMessages } from '../../server/features/inbox/ingest.ts'
import { listConnected } from '../../server/features/accounts/index.ts'
import { startPublisher } from '../../server/features/publishing/index.ts'
import { readAccount } from '../../server/features/results/ingest.ts'
import { testApp, testTeam } from '../app.ts'
import { type AtprotoNetwork, startNetwork } from '../atproto.ts'
import { administer } from '../cluster.ts'
import { testDatabase } from '../database.ts'

const database = await testDatabase()
const app = await testApp(database, { config: { allowPrivateHosts: ['localhost', '127.0.0.1'] } })
const team = await testTeam(app)
const { services } = app
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const person = team.as.marketer
const networkDatabase = `atproto_${randomBytes(6).toString('hex')}`
let network: AtprotoNetwork
let appPassword: string

beforeAll(async () => {
  const address = inject('clusterAddress')
  await administer(`${address}postgres`, `create database ${networkDatabase}`)
  network = await startNetwork({ databaseUrl: `${address}${networkDatabase}` })
  await network.createAccount({ handle: 'cafe.test', displayName: 'مقهى' })
  await network.createAccount({ handle: 'regular.test' })
  appPassword = (await network.createAppPassword({ handle: 'cafe.test', name: 'athar' })).password
  await network.settle()
}, 300_000)
afterAll(async () => {
  await network?.stop()
  await administer(`${inject('clusterAddress')}postgres`, `drop database ${networkDatabase} with (force)`)
})

test('a post written, approved and published here is liked and answered there, and both come back with the proof', async () => {
  const connected = await person('POST', `${base}/accounts`, {
    network: 'bluesky',
    input: { handle: '@cafe.test', appPassword, serviceUrl: network.pdsUrl },
  })
  expect(connected.body).toMatchObject({
    state: 'connected',
    handle: 'cafe.test',
    displayName: 'مقهى',
    canPublish: true,
    tokenExpiresAt: null,
  })
  const accountId = connected.body.id as string

  const text = 'قهوة اليوم من اليمن ☕ #قهوة'
  const content = { text, language: 'ar', format: 'text', link: null, media: [] }
  const written = await person('POST', `${base}/posts`, { versions: [{ accountId: null, content }], accountIds: [accountId] })
  const [{ id: publicationId, contentHash }] = written.body.publications
  const publication = `${base}/publications/${publicationId}`
  expect((await person('POST', `${publication}/approve`, { contentHash })).status).toBe(200)
  expect((await person('POST', `${publication}/publish`, { contentHash })).status).toBe(200)
  const publisher = startPublisher(services)
  let shown = (await person('GET', publication)).body
  for (const until = Date.now() + 20_000; shown.publication.state !== 'published' && Date.now() < until; ) {
    await sleep(200)
    shown = (await person('GET', publication)).body
  }
  await publisher.stop()
  expect(shown.publication).toMatchObject({ state: 'published' })
  const proof = JSON.stringify(shown)
  expect(proof).toContain('at://did:plc:')
  expect(proof).toContain('https://bsky.app/profile/did:plc:')
  expect(proof).not.toContain(appPassword)
  expect(proof).not.toContain('accessJwt')

  const posts = async () =>
    (await person('GET', `${base}/published-posts`)).body.posts as {
      networkPostId: string
      text: string
      metrics: Record<string, { value: number }>
    }[]
  const account = (await listConnected(database.db)).find(({ id }) => id === accountId)!
  await network.settle()
  const uri = /at:\/\/did:plc:[a-z0-9]+\/app\.bsky\.feed\.post\/[a-z2-7]+/.exec(proof)?.[0] as string
  await network.like({ as: 'regular.test', uri })
  await network.reply({ as: 'regular.test', uri, text: 'أين أنتم؟' })
  await network.settle()

  await readAccount(services, { workspaceId: team.workspaceId, accountId }, { force: true })
  await database.db
    .updateTable('published_post')
    .set({ next_reading_at: new Date(0) })
    .execute()
  await readAccount(services, { workspaceId: team.workspaceId, accountId }, { force: true })
  expect(await posts()).toMatchObject([
    { networkPostId: uri, text, metrics: { reactions: { value: 1 }, comments: { value: 1 }, shares: { value: 0 } } },
  ])

  await readMessages(services, account)
  const messages = await person('GET', `${base}/messages`)
  expect(JSON.stringify(messages.body)).toContain('أين أنتم؟')

  // The answer goes out through publishing, under the comment, once; it is no post of its own here.
  const room = `${base}/inbox/conversations`
  const [conversation] = (await person('GET', room)).body.conversations
  const [message] = (await person('GET', `${room}/${conversation.id}`)).body.messages
  const answered = await person('POST', `${room}/${conversation.id}/replies`, {
    messageId: message.id,
    text: 'في وسط المدينة',
    seenReplies: 0,
  })
  expect(answered.status).toBe(200)
  const reply = `${base}/publications/${answered.body.publicationId}`
  if (answered.body.state === 'draft') {
    const { publication: waiting } = (await person('GET', reply)).body
    expect((await person('POST', `${reply}/approve`, { contentHash: waiting.contentHash })).status).toBe(200)
    expect((await person('POST', `${reply}/publish`, { contentHash: waiting.contentHash })).status).toBe(200)
  }
  const second = startPublisher(services)
  let sent = (await person('GET', reply)).body
  for (const until = Date.now() + 20_000; sent.publication.state !== 'published' && Date.now() < until; ) {
    await sleep(200)
    sent = (await person('GET', reply)).body
  }
  await second.stop()
  expect(sent.publication).toMatchObject({ state: 'published' })
  const record = sent.attempts[0].payload.record
  expect(record.reply.root.uri).toBe(uri)
  expect(record.reply.parent.uri).toContain('/app.bsky.feed.post/')
  expect(record.reply.parent.uri).not.toBe(uri)
  expect(await posts()).toHaveLength(1)
})
