/** The way out, tried on servers of every bad manner: what is refused, what was surely not sent, and what may have been. */
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createEgress, EgressError, type EgressOptions } from './egress.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

interface Seen {
  method: string
  path: string
  headers: http.IncomingHttpHeaders
  body: string
}
const serve = async (answer: (request: Seen, response: http.ServerResponse) => void) => {
  const seen: Seen[] = []
  const server = http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    seen.push(one)
    answer(one, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  open.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { seen, port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` }
}
const serveRaw = async (talk: (socket: net.Socket) => void) => {
  const server = net.createServer(talk)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(async () => void server.close())
  const { port } = server.address() as net.AddressInfo
  return { port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` }
}
const failure = async (promise: Promise<unknown>): Promise<EgressError> => {
  const error = await promise.then(
    () => expect.fail('it was answered'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(EgressError)
  return error as EgressError
}
const local = (...hosts: string[]): EgressOptions => ({ allowPrivateHosts: hosts, timeoutMs: 3000 })

test('an allowed host is called and answers', async () => {
  const server = await serve(({ body }, response) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end(`{"got":"${body}"}`),
  )
  const egress = createEgress(local(server.host))
  const answer = await egress(`${server.url}/x`, { method: 'POST', body: 'hello' })
  expect(answer.status).toBe(201)
  expect(answer.url).toBe(`${server.url}/x`)
  expect(await answer.json()).toEqual({ got: 'hello' })
})

test('form data and bytes arrive as they are', async () => {
  const server = await serve((_, response) => response.end())
  const egress = createEgress(local(server.host))
  const form = new FormData()
  form.set('name', 'أثر')
  await egress(server.url, { method: 'POST', body: form })
  await egress(server.url, { method: 'PUT', body: new TextEncoder().encode('bytes') })
  expect(server.seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  expect(server.seen[0]?.body).toContain('أثر')
  expect(server.seen[1]?.body).toBe('bytes')
})

test.each([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://10.1.2.3/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'http://example.com/',
  'ftp://example.com/',
  'https://user:password@example.com/',
])('%s is refused before anything is sent', async (url) => {
  const error = await failure(createEgress({ resolve: () => expect.fail('a name was looked up') })(url))
  expect(error.kind).toBe('refused-address')
  expect(error.mayHaveBeenSent).toBe(false)
})

test('only the allowed port of an allowed host is open', async () => {
  const server = await serve((_, response) => response.end('secret'))
  const error = await failure(createEgress(local('127.0.0.1:1'))(server.url))
  expect(error.kind).toBe('refused-address')
  expect(server.seen).toHaveLength(0)
})

test('a name that leads to a private address is refused', async () => {
  const egress = createEgress({ resolve: async () => [{ address: '192.168.1.10', family: 4 }] })
  expect((await failure(egress('https://pds.example/'))).kind).toBe('refused-address')
})

test('a name that answers publicly first and privately later (DNS rebinding) never reaches the private address', async () => {
  let connections = 0
  const inner = await serveRaw(() => void connections++)
  const answers = ['93.184.216.34', '127.0.0.1', '127.0.0.1']
  let lookups = 0
  const egress = createEgress({
    timeoutMs: 500,
    connectTimeoutMs: 150,
    resolve: async () => [{ address: answers[lookups++] ?? '127.0.0.1', family: 4 }],
  })
  const url = `https://rebinding.example:${inner.port}/`
  // One lookup makes one connection: there is no second look between the check and the socket.
  expect((await failure(egress(url))).kind).toBe('unreachable')
  expect(lookups).toBe(1)
  expect((await failure(egress(url))).kind).toBe('refused-address')
  expect(lookups).toBe(2)
  expect(connections).toBe(0)
})

test('of several addresses only the public ones are tried', async () => {
  let connections = 0
  const inner = await serveRaw(() => void connections++)
  const egress = createEgress({
    timeoutMs: 500,
    connectTimeoutMs: 150,
    resolve: async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '93.184.216.34', family: 4 },
    ],
  })
  expect((await failure(egress(`https://both.example:${inner.port}/`))).kind).toBe('unreachable')
  expect(connections).toBe(0)
})

test('a name that does not exist, a closed port and a failed TLS handshake are unreachable: nothing was sent', async () => {
  const nowhere = createEgress({
    resolve: async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    },
  })
  const unknown = await failure(nowhere('https://nowhere.example/', { method: 'POST', body: 'x' }))
  expect(unknown.kind).toBe('unreachable')
  expect(unknown.message).toContain('ENOTFOUND')

  const closed = await serve((_, response) => response.end())
  await open.pop()?.()
  const refused = await failure(createEgress(local(closed.host))(closed.url, { method: 'POST', body: 'x' }))
  expect(refused.kind).toBe('unreachable')
  expect(refused.mayHaveBeenSent).toBe(false)

  const plain = await serve((_, response) => response.end())
  const handshake = await failure(createEgress(local(plain.host))(`https://${plain.host}/`, { method: 'POST', body: 'x' }))
  expect(handshake.kind).toBe('unreachable')
  expect(plain.seen).toHaveLength(0)
})

test('a connection that breaks after the request was sent is no answer: it may have been acted on', async () => {
  let got = ''
  const server = await serveRaw((socket) => socket.on('data', (data) => ((got += String(data)), socket.destroy())))
  const error = await failure(createEgress(local(server.host))(server.url, { method: 'POST', body: 'post me' }))
  expect(error.kind).toBe('no-answer')
  expect(error.mayHaveBeenSent).toBe(true)
  expect(got).toContain('post me')
})

test('a body that breaks off half way is no answer', async () => {
  const server = await serveRaw((socket) =>
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', () => socket.destroy())),
  )
  expect((await failure(createEgress(local(server.host))(server.url))).kind).toBe('no-answer')
})

test('what is not HTTP is no answer', async () => {
  const server = await serveRaw((socket) => socket.on('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
  expect((await failure(createEgress(local(server.host))(server.url))).kind).toBe('no-answer')
})

test('a server that never answers, or drips, is too slow', async () => {
  const silent = await serve(() => {})
  const quick = createEgress({ allowPrivateHosts: ['127.0.0.1'], timeoutMs: 200 })
  expect((await failure(quick(silent.url))).kind).toBe('too-slow')
  const dripping = await serve((_, response) => {
    const drip = setInterval(() => response.write('.'), 50)
    response.on('close', () => clearInterval(drip))
  })
  const error = await failure(quick(dripping.url))
  expect(error.kind).toBe('too-slow')
  expect(error.mayHaveBeenSent).toBe(true)
})

test('an answer over the bound is cut off, whether it announces its size, hides it, or is compressed', async () => {
  const announced = await serve((_, response) => response.end('x'.repeat(2000)))
  const hidden = await serve((_, response) => {
    response.write('x'.repeat(900))
    response.end('x'.repeat(900))
  })
  const bomb = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(200_000))))
  const egress = createEgress({ allowPrivateHosts: ['127.0.0.1'], maxBytes: 1000 })
  for (const server of [announced, hidden, bomb]) expect((await failure(egress(server.url))).kind).toBe('too-large')
})

test('a compressed answer within the bound is read', async () => {
  const server = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('أثر')))
  expect(await (await createEgress(local(server.host))(server.url)).text()).toBe('أثر')
})

test('a redirect is followed on the same host with its credentials', async () => {
  const server = await serve(({ path }, response) =>
    path === '/old' ? response.writeHead(307, { location: '/new' }).end() : response.end('there'),
  )
  const answer = await createEgress(local(server.host))(`${server.url}/old`, {
    method: 'POST',
    body: 'b',
    headers: { authorization: 'Bearer a' },
  })
  expect(await answer.text()).toBe('there')
  expect(server.seen[1]).toMatchObject({ method: 'POST', path: '/new', body: 'b', headers: { authorization: 'Bearer a' } })
})

test('credentials stay behind when a redirect leads to another origin', async () => {
  const elsewhere = await serve((_, response) => response.end('there'))
  const server = await serve((_, response) => response.writeHead(302, { location: `${elsewhere.url}/` }).end())
  await createEgress(local(server.host, elsewhere.host))(server.url, {
    headers: { authorization: 'Bearer a', cookie: 'c=1', dpop: 'd', accept: 'text/plain' },
  })
  const { headers } = elsewhere.seen[0] as Seen
  expect([headers.authorization, headers.cookie, headers.dpop]).toEqual([undefined, undefined, undefined])
  expect(headers.accept).toBe('text/plain')
})

test('a body with a password is not carried to another origin', async () => {
  const elsewhere = await serve((_, response) => response.end('there'))
  const server = await serve((_, response) => response.writeHead(308, { location: elsewhere.url }).end())
  const answer = await createEgress(local(server.host, elsewhere.host))(server.url, { method: 'POST', body: 'password' })
  expect(answer.status).toBe(308)
  expect(elsewhere.seen).toHaveLength(0)
})

test('a redirect to a private address is refused although the first host was allowed', async () => {
  const inner = await serve((_, response) => response.end('metadata'))
  const server = await serve((_, response) => response.writeHead(302, { location: inner.url }).end())
  expect((await failure(createEgress(local(server.host))(server.url))).kind).toBe('refused-address')
  expect(inner.seen).toHaveLength(0)
})

test('after an act was redirected to a host that cannot be reached, it may have been acted on', async () => {
  const closed = await serve((_, response) => response.end())
  await open.pop()?.()
  const server = await serve((_, response) => response.writeHead(303, { location: closed.url }).end())
  const egress = createEgress(local(server.host, closed.host))
  expect((await failure(egress(server.url, { method: 'POST', body: 'b' }))).kind).toBe('no-answer')
  expect((await failure(egress(server.url))).kind).toBe('unreachable')
})

test('redirects without end are given up', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
  expect((await failure(createEgress(local(server.host))(server.url))).message).toContain('redirected more than')
  expect(server.seen.length).toBe(6)
})

test('connections are used again', async () => {
  let connections = 0
  const server = http.createServer((_, response) => response.end('ok')).on('connection', () => void connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(async () => (server.closeAllConnections(), void server.close()))
  const host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  const egress = createEgress(local(host))
  for (let i = 0; i < 5; i++) await (await egress(`http://${host}/`)).text()
  // The second may start before the first socket is free again.
  expect(connections).toBeLessThan(3)
})
