/** The loop through the whole AT network: what we post is liked, reposted, answered and quoted by others, and comes back. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { PostContent } from '../../contract/content.ts'
import { type AtprotoNetwork, startNetwork } from '../../testing/atproto.ts'
import { administer } from '../../testing/cluster.ts'
import { startFaultyProxy } from '../../testing/faulty-proxy.ts'
import { testWorld } from '../../testing/world.ts'
import { conformance } from '../conformance.ts'
import { EgressError } from '../egress.ts'
import type { AccountAccess, World } from '../port.ts'
import { bluesky } from './index.ts'

let network: AtprotoNetwork
let account: AccountAccess
let postId: string
const world = testWorld({ allowPrivateHosts: ['localhost', '127.0.0.1'] })
const { connect, read, write } = bluesky as Required<typeof bluesky>
const database = `atproto_${randomBytes(6).toString('hex')}`
const text = 'قهوة باردة اليوم مع @neighbour.test #قهوة'

beforeAll(async () => {
  const address = inject('clusterAddress')
  await administer(`${address}postgres`, `create database ${database}`)
  network = await startNetwork({ databaseUrl: `${address}${database}` })
  await network.createAccount({ handle: 'cafe.test', displayName: 'مقهى' })
  const { password } = await network.createAppPassword({ handle: 'cafe.test', name: 'athar' })
  for (const handle of ['neighbour.test', 'regular.test']) await network.createAccount({ handle, displayName: handle })
  const answer = await connect.connect(world, { handle: 'cafe.test', appPassword: password, serviceUrl: network.pdsUrl })
  if (answer.kind !== 'connected') throw new Error(JSON.stringify(answer))
  account = answer
  const content: PostContent = { text, language: 'ar', format: 'text', link: null, media: [] }
  const sent = await write.send(world, account, await write.prepare(world, account, content))
  if (sent.kind !== 'done') throw new Error(JSON.stringify(sent))
  postId = sent.networkPostId
  await network.settle()
}, 300_000)
afterAll(async () => {
  await network?.stop()
  await administer(`${inject('clusterAddress')}postgres`, `drop database ${database} with (force)`)
})

test('a fresh post has counts of zero, which the network says itself', async () => {
  const answer = await read.metrics(world, account, [postId])
  expect(answer.kind).toBe('read')
  expect(answer.kind === 'read' && Object.fromEntries(answer.items.map(({ metric, value }) => [metric, value]))).toEqual({
    reactions: 0,
    shares: 0,
    comments: 0,
    saves: 0,
    engagements: 0,
  })
})

test('another account is seen as anybody sees it: its posts by day, its followers today; an unknown handle is nobody', async () => {
  const uri = (await network.post({ as: 'regular.test', text: 'an open day' })).uri
  await network.like({ as: 'neighbour.test', uri })
  await network.follow({ as: 'neighbour.test', did: uri.split('/')[2] ?? '' })
  await network.settle()
  const seen = await read.publicAccount!(world, account, '@regular.test')
  if (seen.kind !== 'read' || seen.items === null) throw new Error(JSON.stringify(seen))
  expect(seen.items.handle).toBe('regular.test')
  const today = seen.items.days.at(-1)
  expect(today).toMatchObject({ posts: 1, engagements: 1, followers: 1 })
  expect(await read.publicAccount!(world, account, 'nobody-at-all.test')).toEqual({ kind: 'read', items: null, cursor: null })
})

test('likes, reposts, replies and quotes of others come back as metrics and messages', async () => {
  await network.like({ as: 'neighbour.test', uri: postId })
  await network.like({ as: 'regular.test', uri: postId })
  await network.repost({ as: 'regular.test', uri: postId })
  const reply = await network.reply({ as: 'neighbour.test', uri: postId, text: 'متى تفتحون؟' })
  await network.settle()
  const deeper = await network.reply({ as: 'regular.test', uri: reply.uri, text: 'وأنا أيضًا أسأل' })
  const quote = await network.quote({ as: 'regular.test', uri: postId, text: 'the best in town' })
  const mention = await network.post({ as: 'regular.test', text: 'going to @cafe.test now' })
  await network.follow({ as: 'regular.test', did: account.networkAccountId })
  await network.settle()

  const metrics = await read.metrics(world, account, [postId, `${postId.slice(0, -1)}2`])
  expect(metrics.kind === 'read' && Object.fromEntries(metrics.items.map(({ metric, value }) => [metric, value]))).toEqual({
    reactions: 2,
    shares: 2,
    comments: 1,
    saves: 0,
    engagements: 5,
  })
  expect(metrics.kind === 'read' && new Set(metrics.items.map(({ networkPostId }) => networkPostId))).toEqual(new Set([postId]))

  const messages = await read.messages(world, account, { cursor: null, since: null })
  if (messages.kind !== 'read') throw new Error(JSON.stringify(messages))
  const byId = new Map(messages.items.map((message) => [message.networkMessageId, message]))
  expect(byId.get(reply.uri)).toMatchObject({
    kind: 'reply',
    networkPostId: postId,
    text: 'متى تفتحون؟',
    author: { handle: 'neighbour.test' },
  })
  expect(byId.get(deeper.uri)).toMatchObject({ kind: 'reply', networkPostId: postId })
  expect(byId.get(quote.uri)).toMatchObject({ kind: 'quote', networkPostId: postId, text: 'the best in town' })
  expect(byId.get(mention.uri)).toMatchObject({ kind: 'mention', networkPostId: null })
  expect(messages.items).toHaveLength(4)

  const profile = await read.accountMetrics(world, account)
  expect(profile.kind === 'read' && Object.fromEntries(profile.items.map(({ metric, value }) => [metric, value]))).toEqual({
    followers: 1,
    following: 0,
    posts: 1,
  })
})

test('followers come with the counts of their profiles, all of them over the pages', async () => {
  await network.follow({ as: 'neighbour.test', did: account.networkAccountId })
  await network.settle()
  const answer = await read.followers!(world, account, { cursor: null })
  if (answer.kind !== 'read') throw new Error(JSON.stringify(answer))
  // It follows us, and since the test above one more.
  const neighbour = answer.items.find(({ handle }) => handle === 'neighbour.test')
  expect(neighbour).toMatchObject({ displayName: 'neighbour.test', hasProfilePicture: false, followers: 0, following: 2 })
  expect(new Set(answer.items.map(({ id }) => id)).size).toBe(answer.items.length)
})

test('messages older than the moment asked for are left out', async () => {
  const answer = await read.messages(world, account, { cursor: null, since: new Date(Date.now() + 60_000) })
  expect(answer).toEqual({ kind: 'read', items: [], cursor: null })
})

conformance('Bluesky', async () => {
  const { did } = await network.createAccount({ handle: 'subject.test' })
  const { password } = await network.createAppPassword({ handle: 'subject.test', name: 'athar' })
  await network.settle()
  const proxy = await startFaultyProxy(network.pdsUrl)
  /** The same world, where calls to the server go through the proxy. */
  const behindProxy = (decide: Parameters<typeof proxy.fail>[0]): World => ({
    ...world,
    fetch: async (url, init) => {
      proxy.fail(decide)
      try {
        return await world.fetch(url.replace(network.pdsUrl, proxy.url), init)
      } finally {
        proxy.fail(null)
      }
    },
  })
  const unreachable: World['fetch'] = async (url) => {
    throw new EgressError('unreachable', new URL(url).host, 'the cable is out')
  }
  return {
    channel: bluesky,
    // The AppView follows a moment later; the tests ask for what they wrote at once.
    world: {
      ...world,
      fetch: async (url, init) =>
        url.includes('/app.bsky.') ? network.settle().then(() => world.fetch(url, init)) : world.fetch(url, init),
    },
    input: { handle: '@Subject.test ', appPassword: password, serviceUrl: network.pdsUrl },
    wrongInput: { handle: 'subject.test', appPassword: 'not-the-password', serviceUrl: network.pdsUrl },
    staleSecret: { accessJwt: 'stale.access.token', refreshJwt: 'stale.refresh.token' },
    secrets: [password, 'not-the-password', 'stale.access.token', 'stale.refresh.token'],
    makeContent: (words) => ({ text: words, language: 'ar', format: 'text', link: null, media: [] }),
    countPosts: async () => {
      const query = new URLSearchParams({ repo: did, collection: 'app.bsky.feed.post', limit: '100' })
      const { records } = (await (await fetch(`${network.pdsUrl}/xrpc/com.atproto.repo.listRecords?${query}`)).json()) as {
        records: unknown[]
      }
      return records.length
    },
    badDays: {
      unreachable: { channel: bluesky, world: { ...world, fetch: unreachable } },
      garbage: { channel: bluesky, world: behindProxy(() => 'garbage') },
      answerLost: { channel: bluesky, world: behindProxy(({ path }) => (path.includes('putRecord') ? 'lose-answer' : undefined)) },
      lookingFails: { channel: bluesky, world: behindProxy(() => ({ status: 503, body: {} })) },
    },
    stop: () => proxy.close(),
  }
})
