/** Everything that comes in from outside: signed, replayed and forged webhooks, the script, files, disagreeing clocks, and a person who leaves. */
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { signBody } from '../../webhooks/signed.ts'
import { importEvents, resealHooks } from './index.ts'
import { siteScript } from './script.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { owner } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await app.app.request(`http://localhost${path}`, { method: 'POST', body, headers }, socket)
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}
const orders = async () =>
  (
    await database.pool.query(
      "select visitor_id, value::float8 as value, currency, source from event where kind = 'conversion' order by occurred_at, id",
    )
  ).rows
const secret = 'whsec_test_secret'
const hook = async (shop: string) => (await owner('POST', `${base}/hooks`, { shop, secret })).body as { id: string }
const seconds = (ago = 0) => Math.floor(Date.now() / 1000) - ago

const stripeBody = (id: string, amount = 12_345, currency = 'sar') =>
  JSON.stringify({
    id: `evt_${id}`,
    type: 'checkout.session.completed',
    created: seconds(),
    data: {
      object: {
        id: `cs_${id}`,
        payment_intent: `pi_${id}`,
        payment_status: 'paid',
        client_reference_id: 'visitor-1',
        amount_total: amount,
        currency,
        metadata: {},
      },
    },
  })
/** By Stripe's documented scheme, computed here: HMAC-SHA256 of "<t>.<body>". */
const stripeSigned = (body: string, t = seconds()) => ({
  'stripe-signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')},v0=ff`,
})

test('an order that Stripe signed counts once, with its currency’s own decimals; sent again it changes nothing', async () => {
  const { id } = await hook('stripe')
  const body = stripeBody('1')
  expect(await post(`/api/hooks/${id}`, body, stripeSigned(body))).toMatchObject({ status: 200, body: { accepted: true } })
  expect(await post(`/api/hooks/${id}`, body, stripeSigned(body))).toMatchObject({
    status: 200,
    body: { accepted: false, message: /taken before/ },
  })
  const dinar = stripeBody('2', 5500, 'kwd')
  await post(`/api/hooks/${id}`, dinar, stripeSigned(dinar))
  const yen = stripeBody('3', 900, 'jpy')
  await post(`/api/hooks/${id}`, yen, stripeSigned(yen))
  const found = new Map((await orders()).map((order) => [order.currency, order]))
  expect(found.get('SAR')).toMatchObject({ visitor_id: 'visitor-1', value: 123.45, source: 'stripe' })
  expect([found.get('KWD')?.value, found.get('JPY')?.value]).toEqual([5.5, 900])
  // The payment's own event is the same order.
  const intent = JSON.stringify({
    id: 'evt_x',
    type: 'payment_intent.succeeded',
    created: seconds(),
    data: { object: { id: 'pi_1', amount_received: 12_345, currency: 'sar' } },
  })
  await post(`/api/hooks/${id}`, intent, stripeSigned(intent))
  expect(await orders()).toHaveLength(3)
})

test('forged, unsigned, stale and malformed messages are refused, each with its sentence, and leave nothing', async () => {
  const { id } = await hook('stripe')
  const before = (await orders()).length
  const body = stripeBody('9')
  const broken = body.replace('"amount_total":12345', '"amount_total":"many"')
  const cases: [string, Record<string, string>, number, RegExp][] = [
    [body, {}, 401, /carried no signature/],
    [body.replace('12345', '99999'), stripeSigned(body), 401, /does not fit/],
    [body, { 'stripe-signature': 't=1,v1=zz' }, 401, /does not fit/],
    [body, stripeSigned(body, seconds(301)), 401, /seconds old/],
    [broken, stripeSigned(broken), 422, /amount_total/],
    ['{', stripeSigned('{'), 422, /documented form/],
  ]
  for (const [text, headers, status, words] of cases) {
    const answer = await post(`/api/hooks/${id}`, text, headers)
    expect(answer.status).toBe(status)
    expect(answer.body.message).toMatch(words)
  }
  expect((await post(`/api/hooks/0190a000-0000-7000-8000-000000000000`, body, stripeSigned(body))).status).toBe(404)
  expect(await orders()).toHaveLength(before)
})

test('Shopify and WooCommerce sign the body alone, in base64; an order told by two ways is one order', async () => {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64')
  const now = new Date().toISOString()
  const shopify = JSON.stringify({
    id: 77,
    created_at: now,
    updated_at: now,
    financial_status: 'paid',
    total_price: '49.90',
    currency: 'EUR',
    note_attributes: [{ name: 'athar_visitor', value: 'visitor-7' }],
  })
  const woo = JSON.stringify({
    id: 78,
    status: 'processing',
    currency: 'USD',
    total: '10.00',
    date_created_gmt: now.slice(0, 19),
    meta_data: [],
  })
  const [a, b] = [await hook('shopify'), await hook('woocommerce')]
  await owner('POST', `${base}/conversions`, { conversions: [{ id: '77', at: now, value: 49.9, currency: 'EUR' }] })
  await post(`/api/hooks/${a.id}`, shopify, { 'x-shopify-hmac-sha256': sign(shopify), 'x-shopify-topic': 'orders/paid' })
  await post(`/api/hooks/${b.id}`, woo, { 'x-wc-webhook-signature': sign(woo), 'x-wc-webhook-topic': 'order.created' })
  const rows = await orders()
  expect(rows.filter(({ currency }) => currency === 'EUR')).toMatchObject([{ visitor_id: 'visitor-7', value: 49.9 }])
  expect(rows.filter(({ currency }) => currency === 'USD')).toMatchObject([{ visitor_id: expect.stringMatching(/^order:/), value: 10 }])
  expect((await post(`/api/hooks/${b.id}`, woo, { 'x-wc-webhook-signature': 'AAAA' })).status).toBe(401)
})

test('the script is at most 2 KB, and its beacon is taken from another site, corrected by its own clock', async () => {
  expect(Buffer.byteLength(siteScript)).toBeLessThanOrEqual(2048)
  const { key } = (await owner('POST', `${base}/site-keys`, { origins: ['https://shop.example'] })).body
  // This visitor's clock runs an hour ahead.
  const ahead = new Date(Date.now() + 3_600_000).toISOString()
  const beacon = JSON.stringify({
    k: key,
    v: 'visitor-8',
    s: ahead,
    e: [{ id: 'e1', at: ahead, page: 'https://shop.example/?utm_source=newsletter' }],
  })
  const from = { origin: 'https://shop.example' }
  expect((await post('/api/collect', beacon, from)).status).toBe(204)
  expect((await post('/api/collect', beacon, from)).status).toBe(204)
  const { rows } = await database.pool.query("select channel, occurred_at, skew_ms from event where visitor_id = 'visitor-8'")
  expect(rows).toMatchObject([{ channel: 'email' }])
  expect(Math.abs(rows[0].occurred_at.getTime() - Date.now())).toBeLessThan(10_000)
  expect((await post('/api/collect', beacon, { origin: 'https://other.example' })).status).toBe(403)
  expect((await post('/api/collect', beacon, { ...from, dnt: '1' })).status).toBe(204)
  expect((await post('/api/collect', 'x'.repeat(20_000), from)).status).toBe(413)
  const future = await owner('POST', `${base}/events`, { events: [{ visitor: 'v', at: ahead, channel: 'x' }] })
  expect(future.body.message).toMatch(/five minutes ahead/)
})

const csv = (text: string) =>
  importEvents(app.services, scope, { name: 'events.csv', stream: Readable.from([Buffer.from(text)]), ofBytes: null, by: 'Mona' })

test('a file is taken whole and once; one wrong cell and nothing of it stays', async () => {
  const rows =
    'visitor,occurred_at,channel,conversion,value,currency\nc1,2026-03-01T10:00:00Z,search,0,,\nc1,2026-03-02T10:00:00Z,email,1,20,SAR\n'
  expect(await csv(rows)).toMatchObject({ state: 'done', rows: 2, saved: 3, repeated: 0 })
  expect(await csv(rows)).toMatchObject({ state: 'done', saved: 0, repeated: 3 })
  const wrong = await csv(`${rows}c2,yesterday,search,0,,\n`.replaceAll('c1', 'c9'))
  expect(wrong).toMatchObject({
    state: 'failed',
    problem: { key: 'events:file.noMoment', values: { row: 4, column: 'occurred_at', cell: 'yesterday' } },
  })
  const left = await database.pool.query(
    "select (select count(*) from event where visitor_id = 'c9')::int as a, (select count(*) from event_staged)::int as b",
  )
  expect(left.rows).toEqual([{ a: 0, b: 0 }])
})

test('whoever is forgotten is gone whole, and what still arrives of them stays out', async () => {
  await owner('POST', `${base}/survey/answers`, { answers: [{ choice: 'friend', visitor: 'c1' }] })
  expect((await owner('POST', `${base}/people/forget`, { visitor: 'c1' })).body).toEqual({ events: 2, conversions: 1, answers: 1 })
  const late = await owner('POST', `${base}/events`, { events: [{ visitor: 'c1', at: '2026-03-03T10:00:00Z', channel: 'x' }] })
  expect(late.body).toMatchObject({ added: 0, forgotten: 1 })
  await csv('visitor,occurred_at,channel\nc1,2026-03-04T10:00:00Z,search\nc3,2026-03-04T10:00:00Z,search\n')
  const { rows } = await database.pool.query("select visitor_id from event where visitor_id in ('c1', 'c3')")
  expect(rows).toEqual([{ visitor_id: 'c3' }])
})

test('a late touch lands in the journey it belongs to, and every model sums to the conversions', async () => {
  const day = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString()
  for (let v = 0; v < 30; v++) {
    await owner('POST', `${base}/conversions`, { conversions: [{ id: `j${v}`, visitor: `j${v}`, at: day(2) }] })
    await owner('POST', `${base}/events`, {
      events: [
        { visitor: `j${v}`, at: day(v % 2 === 0 ? 3 : 1), channel: 'late' },
        { visitor: `j${v}`, at: day(5), channel: 'early' },
      ],
    })
  }
  let answer = await owner('GET', `${base}/attribution/credit`)
  for (let tries = 0; answer.body.kind === 'computing' && tries < 20; tries++) answer = await owner('GET', `${base}/attribution/credit`)
  const { body } = answer
  expect(body.kind).toBe('credit')
  const totals = ['first', 'last', 'linear', 'time-decay', 'position', 'shapley', 'markov'].map((model) =>
    body.rows.reduce(
      (sum: number, row: { models: { model: string; conversions: number }[] }) =>
        sum + (row.models.find((one) => one.model === model)?.conversions ?? 0),
      0,
    ),
  )
  for (const total of totals) expect(total).toBeCloseTo(totals[0] as number, 6)
  const last = (key: string) =>
    body.rows.find((row: { key: string }) => row.key === key).models.find((one: { model: string }) => one.model === 'last').conversions
  // A touch after the conversion is not before it, however it arrived.
  expect([last('late'), last('early')]).toEqual([15, 15])
  expect(body.untraceable.kind).toBe('too-little-data')
  const journeys = (await owner('GET', `${base}/attribution/journeys`)).body
  expect(journeys.kind).toBe('journeys')
  expect((await owner('GET', `${base}/attribution/asked`)).status).toBe(200)
})

test('a secret is sealed under a new key after a rotation, and orders signed with it are taken as before', async () => {
  const { id } = await hook('stripe')
  const keyId = app.services.vault.addKey()
  expect(await resealHooks(app.services)).toBeGreaterThan(0)
  const { rows } = await database.pool.query('select distinct key_id from hook where removed_at is null')
  expect(rows).toEqual([{ key_id: keyId }])
  expect(await resealHooks(app.services)).toBe(0)
  const body = stripeBody('after-rotation')
  expect(await post(`/api/hooks/${id}`, body, stripeSigned(body))).toMatchObject({ status: 200, body: { accepted: true } })
})

test('Athar’s own format is taken once with its signature, and refused when it is forged or old', async () => {
  const { id } = await hook('athar')
  const body = JSON.stringify({
    conversions: [{ id: 'own-1', visitor: 'visitor-own', at: new Date().toISOString(), value: 7.5, currency: 'EUR' }],
  })
  const send = (signature: string) => post(`/api/hooks/${id}`, body, { 'x-athar-signature': signature })
  expect((await send(signBody('another secret', body, new Date()))).status).toBe(401)
  expect((await send(signBody(secret, body, new Date(Date.now() - 3_600_000)))).status).toBe(401)
  expect(await send(signBody(secret, body, new Date()))).toMatchObject({ status: 200, body: { accepted: true } })
  expect(await send(signBody(secret, body, new Date()))).toMatchObject({ status: 200, body: { accepted: false } })
  expect(await orders()).toEqual(
    expect.arrayContaining([expect.objectContaining({ visitor_id: 'visitor-own', value: 7.5, currency: 'EUR' })]),
  )
})
