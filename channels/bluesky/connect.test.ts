/** Signing in, tried on servers that refuse, ask for more, are down, slow, or something else entirely. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { testWorld } from '../../testing/world.ts'
import { EgressError } from '../egress.ts'
import type { World } from '../port.ts'
import { connect, expiryOf, refresh } from './connect.ts'
import { readHandle } from './identity.ts'

const open: http.Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa'
const serve = async (answer: (path: string, response: http.ServerResponse) => void): Promise<string> => {
  const server = http.createServer((request, response) => answer(request.url ?? '', response))
  open.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const says = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  serve((_, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)))
const signIn = (serviceUrl: string, timeoutMs = 2000) =>
  connect(testWorld({ allowPrivateHosts: ['127.0.0.1'], timeoutMs }), { handle: 'cafe.test', appPassword: 'abcd-efgh', serviceUrl })
const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
const session = { did, handle: 'cafe.test', accessJwt: jwt({ exp: 1_900_000_000 }), refreshJwt: 'refresh' }

test.each([
  [
    'a wrong app password',
    401,
    { error: 'AuthenticationRequired', message: 'Invalid identifier or password' },
    'refused',
    'appPassword',
    'connect.wrongPassword',
  ],
  [
    'a main password with codes by mail',
    401,
    { error: 'AuthFactorTokenRequired', message: 'code' },
    'refused',
    'appPassword',
    'connect.codeRequired',
  ],
  ['an account taken down', 401, { error: 'AccountTakedown', message: 'gone' }, 'refused', 'handle', 'connect.takenDown'],
  ['a server that refuses the handle', 400, { error: 'InvalidRequest', message: 'bad' }, 'refused', 'handle', 'reason.refused'],
  ['something that is no such server', 404, { hello: 'world' }, 'refused', 'serviceUrl', 'connect.notAServer'],
  ['a session without its tokens', 200, { did, handle: 'cafe.test' }, 'refused', 'serviceUrl', 'connect.notAServer'],
  ['too many sign-ins', 429, { error: 'RateLimitExceeded' }, 'unreachable', undefined, 'reason.rateLimit'],
  ['a fault of the server', 500, { error: 'InternalServerError' }, 'unreachable', undefined, 'reason.serverError'],
])('%s gets a sentence of its own', async (_, status, body, kind, field, key) => {
  const answer = await signIn(await says(status, body))
  expect(answer).toMatchObject({ kind, reason: { key: `channels-bluesky:${key}` } })
  expect((answer as { field?: string }).field).toBe(field)
})

test('a web page in place of the server is garbage', async () => {
  expect(await signIn(await serve((_, response) => response.end('<html>Welcome to nginx!</html>')))).toMatchObject({
    kind: 'unreachable',
    reason: { key: 'channels-bluesky:reason.garbage' },
  })
})

test('a server that is down, slow, or breaks off is unreachable, each in its words', async () => {
  const down = await says(200, {})
  open.splice(0).forEach((server) => server.close())
  expect(await signIn(down)).toMatchObject({ kind: 'unreachable', reason: { key: 'channels-bluesky:reason.down' } })
  expect(await signIn(await serve(() => {}), 150)).toMatchObject({ kind: 'unreachable', reason: { key: 'channels-bluesky:reason.slow' } })
  expect(await signIn(await serve((_, response) => response.destroy()))).toMatchObject({
    kind: 'unreachable',
    reason: { key: 'channels-bluesky:reason.brokeOff' },
  })
})

test('a private address is refused with the setting that would allow it', async () => {
  const answer = await connect(testWorld(), { handle: 'cafe.test', appPassword: 'x', serviceUrl: 'https://192.168.1.2' })
  expect(answer).toMatchObject({ kind: 'refused', field: 'serviceUrl', reason: { key: 'channels-bluesky:reason.notAllowed' } })
})

test('input is checked before anything is sent', async () => {
  const world: World = { ...testWorld(), fetch: () => expect.fail('something was sent') }
  const field = async (input: Record<string, string>) => ((await connect(world, input)) as { field?: string }).field
  expect(await field({})).toBe('handle')
  expect(await field({ handle: 'a handle with spaces', appPassword: 'x' })).toBe('handle')
  expect(await field({ handle: 'cafe.test', appPassword: ' ' })).toBe('appPassword')
  for (const serviceUrl of ['ftp://example.com', 'https://', 'https://user:word@example.com']) {
    expect(await field({ handle: 'cafe.test', appPassword: 'x', serviceUrl })).toBe('serviceUrl')
  }
})

test('a handle is taken as people paste it', () => {
  expect(readHandle(' @Cafe.Example.com\u200f ')).toBe('cafe.example.com')
  expect(readHandle('at://cafe.test')).toBe('cafe.test')
  expect(readHandle(did)).toBe(did)
  for (const bad of ['', 'cafe', 'cafe@example.com', 'قهوة.test', 'https://bsky.app/profile/x', '-a.test', `${'a'.repeat(64)}.test`]) {
    expect(readHandle(bad)).toBeNull()
  }
})

/** A world in which each address answers from a table, and all others do not exist. */
const paperWorld = (pages: Record<string, string>): World => ({
  ...testWorld(),
  fetch: async (url) => {
    const page = pages[url]
    if (page === undefined) throw new EgressError('unreachable', new URL(url).host, 'not on paper')
    return new Response(page)
  },
})
const document = JSON.stringify({
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: 'https://pds.example' }],
})
const found = {
  [`https://plc.directory/${did}`]: document,
  'https://pds.example/xrpc/com.atproto.server.createSession': JSON.stringify(session),
}

test('without a server the handle leads to it: by DNS, by its web site, or by did:web', async () => {
  const input = { handle: 'cafe.example', appPassword: 'x' }
  const connected = { kind: 'connected', networkAccountId: did, serviceUrl: 'https://pds.example', expiresAt: new Date(1_900_000_000_000) }
  const byDns = await connect(paperWorld(found), input, async (name) => (name === '_atproto.cafe.example' ? ['v=1', `did=${did}`] : []))
  expect(byDns).toMatchObject(connected)
  const byWeb = await connect(paperWorld({ ...found, 'https://cafe.example/.well-known/atproto-did': `${did}\n` }), input, async () => [])
  expect(byWeb).toMatchObject(connected)
  const web = await connect(
    paperWorld({ ...found, 'https://cafe.example/.well-known/did.json': document }),
    { handle: 'cafe.example', appPassword: 'x' },
    async () => ['did=did:web:cafe.example'],
  )
  expect(web).toMatchObject(connected)
})

test('a handle nobody answers to, and a directory that is away, are told apart', async () => {
  const input = { handle: 'nobody.example', appPassword: 'x' }
  expect(await connect(paperWorld({}), input, async () => [])).toMatchObject({
    kind: 'refused',
    field: 'handle',
    reason: { key: 'channels-bluesky:connect.unknownHandle' },
  })
  expect(await connect(paperWorld({}), input, async () => [`did=${did}`])).toMatchObject({
    kind: 'unreachable',
    reason: { key: 'channels-bluesky:reason.down', values: { server: 'plc.directory' } },
  })
})

test('a refresh brings the new pair; an ended one asks for a new sign-in; a server that is away changes nothing', async () => {
  const account = (serviceUrl: string) => ({
    networkAccountId: did,
    handle: 'cafe.test',
    serviceUrl,
    secret: { accessJwt: 'a', refreshJwt: 'r' },
  })
  const world = testWorld({ allowPrivateHosts: ['127.0.0.1'] })
  expect(await refresh(world, account(await says(200, session)))).toEqual({
    kind: 'refreshed',
    secret: { accessJwt: session.accessJwt, refreshJwt: 'refresh' },
    expiresAt: new Date(1_900_000_000_000),
  })
  expect(await refresh(world, account(await says(400, { error: 'ExpiredToken', message: 'Token has been revoked' })))).toMatchObject({
    kind: 'reconnect',
  })
  expect(await refresh(world, account(await says(401, { error: 'AccountTakedown' })))).toMatchObject({
    kind: 'reconnect',
    reason: { key: 'channels-bluesky:reason.takenDown' },
  })
  expect(await refresh(world, account(await says(503, {})))).toMatchObject({ kind: 'unreachable' })
})

test('a token that tells no end has none', () => {
  for (const token of ['', 'opaque', 'a.b.c', `a.${Buffer.from('{}').toString('base64url')}.c`]) expect(expiryOf(token)).toBeNull()
})
