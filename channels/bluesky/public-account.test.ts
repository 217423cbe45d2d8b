/** Public accounts: what is counted, what is left out, and what a server may say instead. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { testWorld } from '../../testing/world.ts'
import { publicAccount } from './public-account.ts'

const open: http.Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
const asked: string[] = []
const serve = async (answer: (method: string, query: URLSearchParams) => [number, unknown]) => {
  asked.length = 0
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x')
    asked.push(url.pathname)
    const [status, body] = answer(url.pathname.replace('/xrpc/', ''), url.searchParams)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  open.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const account = {
    networkAccountId: 'did:plc:me',
    handle: 'me.test',
    secret: { accessJwt: 'a', refreshJwt: 'b' },
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }
  return (handle: string) => publicAccount(testWorld({ allowPrivateHosts: ['127.0.0.1'] }), account, handle)
}
const post = (name: string, createdAt: string, counts: object, did = 'did:plc:rival') => ({
  post: { uri: `at://${did}/app.bsky.feed.post/${name}`, author: { did }, record: { createdAt }, ...counts },
})
const counts = { likeCount: 3, repostCount: 1, replyCount: 1, quoteCount: 0 }
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

test('own posts are counted by day, followers only today; what was passed on is left out', async () => {
  const ask = await serve((method, query) => {
    if (method === 'app.bsky.actor.getProfile') return [200, { did: 'did:plc:rival', handle: query.get('actor'), followersCount: 120 }]
    if (query.get('cursor') === null)
      return [
        200,
        {
          cursor: 'more',
          feed: [
            post('a', ago(1), counts),
            { ...post('b', ago(1), counts), reason: { by: 'somebody' } },
            post('c', ago(1), counts, 'did:plc:other'),
          ],
        },
      ]
    return [200, { feed: [post('d', ago(2), counts), post('e', ago(2), { likeCount: 1 }), post('f', 'yesterday', counts)] }]
  })
  const answer = await ask('@Rival.test')
  if (answer.kind !== 'read' || answer.items === null) throw new Error(JSON.stringify(answer))
  expect(answer.items).toMatchObject({ handle: 'rival.test', displayName: '' })
  expect(answer.items.days.map(({ followers, posts, engagements }) => [followers, posts, engagements])).toEqual([
    [null, 2, null],
    [null, 1, 5],
    [120, 0, 0],
  ])
})

test('a handle that nobody has is null; one that cannot be here is not even asked about', async () => {
  const ask = await serve(() => [400, { error: 'InvalidRequest', message: 'Profile not found' }])
  expect(await ask('nobody.test')).toEqual({ kind: 'read', items: null, cursor: null })
  expect(await ask('instagram_name')).toEqual({ kind: 'read', items: null, cursor: null })
  expect(asked).toHaveLength(1)
})

test('a server that has enough, is gone or speaks nonsense is a sentence', async () => {
  expect((await (await serve(() => [429, { error: 'RateLimitExceeded' }]))('a.test')).kind).toBe('wait')
  expect((await (await serve(() => [500, { error: 'InternalServerError' }]))('a.test')).kind).toBe('unreachable')
  expect((await (await serve(() => [200, { hello: 'world' }]))('a.test')).kind).toBe('unreachable')
})
