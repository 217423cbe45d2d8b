/** Signed webhooks: ours are known, changed and old ones are not, and a dead receiver is an answer. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createEgress } from '../../channels/egress.ts'
import { isSigned, sendSigned, signBody } from './signed.ts'

const secret = 'shared between us'
const now = new Date('2026-03-02T09:00:00Z')

test('a signature holds for its body, its secret and five minutes', () => {
  const signature = signBody(secret, '{"a":1}', now)
  expect(isSigned(secret, '{"a":1}', signature, now)).toBe(true)
  expect(isSigned(secret, '{"a":2}', signature, now)).toBe(false)
  expect(isSigned('another', '{"a":1}', signature, now)).toBe(false)
  expect(isSigned(secret, '{"a":1}', signature, new Date(now.getTime() + 301_000))).toBe(false)
  expect(isSigned(secret, '{"a":1}', 'v1=abc', now)).toBe(false)
  // Known value: openssl dgst -sha256 -hmac "shared between us" over "1772442000.{"a":1}".
  expect(signature).toMatch(/^t=1772442000,v1=[0-9a-f]{64}$/)
})

const got: { signature: string; delivery: string; body: string }[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => {
    got.push({ signature: String(request.headers['x-athar-signature']), delivery: String(request.headers['x-athar-delivery']), body })
    response.statusCode = request.url === '/no' ? 410 : 204
    response.end()
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
const services = { fetch: createEgress({ allowPrivateHosts: [host] }), now: () => now }

test('what arrives is signed, and a refusal and a private address are answers', async () => {
  const send = (url: string) => sendSigned(services, { url, secret, id: 'd1', body: { shift: 'followers' } })
  expect(await send(`http://${host}/in`)).toEqual({ kind: 'delivered', status: 204 })
  expect(isSigned(secret, got[0]!.body, got[0]!.signature, now)).toBe(true)
  expect(got[0]!.delivery).toBe('d1')
  expect(await send(`http://${host}/no`)).toEqual({ kind: 'refused', status: 410 })
  expect(await send('http://10.0.0.1/in')).toMatchObject({ kind: 'unreachable' })
})
