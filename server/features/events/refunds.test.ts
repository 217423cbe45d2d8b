/** Refunds by every way in: signed by three shops, through the API and in a file; late, early, corrected, taken back, and never more than an order was worth. */
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { importEvents } from './index.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { owner, viewer } = team.as
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const secret = 'whsec_test_secret'
const hook = async (shop: string) => (await owner('POST', `${base}/hooks`, { shop, secret })).body.id as string
const hooks = { stripe: await hook('stripe'), shopify: await hook('shopify'), woo: await hook('woocommerce') }
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
const send = async (id: string, message: object, headers: (body: string) => Record<string, string>) => {
  const body = JSON.stringify(message)
  const answer = await app.app.request(`http://localhost/api/hooks/${id}`, { method: 'POST', body, headers: headers(body) }, socket)
  return { status: answer.status, body: (await answer.json()) as { accepted: boolean; message: string } }
}
const base64 = (body: string) => createHmac('sha256', secret).update(body).digest('base64')
const stripe = (type: string, object: object, ago = 0) => {
  const t = Math.floor(Date.now() / 1000)
  return send(hooks.stripe, { id: `evt_${type}_${ago}`, type, created: t - ago, data: { object } }, (body) => ({
    'stripe-signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`,
  }))
}
const shopify = (topic: string, message: object) =>
  send(hooks.shopify, message, (body) => ({ 'x-shopify-hmac-sha256': base64(body), 'x-shopify-topic': topic }))
const woo = (message: object) =>
  send(hooks.woo, message, (body) => ({ 'x-wc-webhook-signature': base64(body), 'x-wc-webhook-topic': 'order.updated' }))
const now = () => new Date().toISOString()
const order = (id: string, value: number, currency = 'SAR') =>
  owner('POST', `${base}/conversions`, { conversions: [{ id, visitor: `v-${id}`, at: now(), value, currency }] })
/** What is left of an order's value. */
const left = async (id: string) => {
  const { rows } = await database.pool.query(
    "select (value - coalesce(refunded, 0))::float8 as left from event where kind = 'conversion' and visitor_id = $1",
    [`v-${id}`],
  )
  return rows[0]?.left as number | undefined
}
const refunds = async () => (await owner('GET', `${base}/refunds`)).body

test('through the API: parts add up, the same again changes nothing, a correction takes its place, and no order gives back more than it was worth', async () => {
  await order('a', 100)
  const tell = (id: string, more: object) =>
    owner('POST', `${base}/refunds`, { refunds: [{ id, order: 'a', at: now(), currency: 'SAR', ...more }] })
  const first = { amount: 30, at: now() }
  expect((await tell('1', first)).body).toMatchObject({ added: 1, repeated: 0 })
  expect((await tell('1', first)).body).toMatchObject({ added: 0, repeated: 1 })
  await tell('2', { amount: 20 })
  expect(await left('a')).toBe(50)
  await tell('2', { amount: 25, at: new Date(Date.now() + 1000).toISOString() })
  expect(await left('a')).toBe(45)
  await tell('3', { amount: 500 })
  expect(await left('a')).toBe(0)
  const nameless = await tell('4', { amount: 1, currency: null })
  expect(nameless).toMatchObject({ status: 422, body: { data: { where: 'refunds.0.currency' } } })
  expect(nameless.body.message).toMatch(/“4” has an amount and no currency/)
  expect((await viewer('POST', `${base}/refunds`, { refunds: [{ id: '1', order: 'a', at: now() }] })).status).toBe(403)
  expect((await viewer('GET', `${base}/refunds`)).status).toBe(200)
})

test('a refund that comes before its order waits, is said to wait, and is counted when the order comes; all of it when no amount is named', async () => {
  await owner('POST', `${base}/refunds`, { refunds: [{ id: '1', order: 'later', at: now() }] })
  expect(await refunds()).toMatchObject({ waiting: 1 })
  expect((await refunds()).refunds).toEqual(
    expect.arrayContaining([expect.objectContaining({ order: 'later', state: 'waiting', amount: null })]),
  )
  await order('later', 80)
  expect(await left('later')).toBe(0)
  expect(await refunds()).toMatchObject({ waiting: 0 })
})

test('in another currency than its order a refund is kept, said, and not taken off', async () => {
  await order('usd', 10, 'USD')
  await owner('POST', `${base}/refunds`, { refunds: [{ id: '1', order: 'usd', at: now(), amount: 5, currency: 'EUR' }] })
  expect(await left('usd')).toBe(10)
  expect(await refunds()).toMatchObject({ otherCurrency: 1 })
})

test('Stripe: single refunds and the charge’s total say the same once, in either order; a pending one waits, a failed one is taken back', async () => {
  await order('pi_1', 50)
  const refund = {
    id: 're_1',
    object: 'refund',
    amount: 2000,
    currency: 'sar',
    payment_intent: 'pi_1',
    charge: 'ch_1',
    status: 'succeeded',
  }
  expect((await stripe('refund.created', { ...refund, status: 'pending' }, 9)).body.accepted).toBe(false)
  expect(await left('pi_1')).toBe(50)
  expect(
    (await stripe('charge.refunded', { id: 'ch_1', payment_intent: 'pi_1', amount_refunded: 2000, currency: 'sar' }, 8)).body.accepted,
  ).toBe(true)
  expect((await stripe('refund.updated', refund, 7)).body.accepted).toBe(true)
  expect(await left('pi_1')).toBe(30)
  await stripe('refund.failed', { ...refund, status: 'failed' }, 2)
  expect(await left('pi_1')).toBe(50)
  // What was told before and arrives after does not undo it.
  await stripe('refund.updated', refund, 6)
  expect(await left('pi_1')).toBe(50)
  expect((await stripe('refund.created', { ...refund, amount: 'all' }, 1)).body.message).toMatch(/field amount/)
})

test('Shopify: what went back stands in the transactions, told by its own message and again with the order, once', async () => {
  await order('900', 49.9, 'EUR')
  const back = {
    id: 901,
    order_id: 900,
    created_at: now(),
    transactions: [
      { id: 1, kind: 'refund', status: 'success', amount: '10.40', currency: 'EUR' },
      { id: 2, kind: 'refund', status: 'failure', amount: '30.00', currency: 'EUR' },
    ],
  }
  expect((await shopify('refunds/create', back)).body.accepted).toBe(true)
  expect(await left('900')).toBeCloseTo(39.5, 9)
  const whole = {
    id: 900,
    created_at: now(),
    updated_at: now(),
    financial_status: 'partially_refunded',
    total_price: '49.90',
    currency: 'EUR',
    refunds: [back],
  }
  await shopify('orders/updated', whole)
  expect(await left('900')).toBeCloseTo(39.5, 9)
  expect((await shopify('refunds/create', { ...back, id: 902, transactions: [] })).body.accepted).toBe(false)
  expect((await send(hooks.shopify, back, () => ({ 'x-shopify-hmac-sha256': 'AAAA', 'x-shopify-topic': 'refunds/create' }))).status).toBe(
    401,
  )
})

test('WooCommerce: refunds stand in the order with a minus; one that is refunded whole says so by its state', async () => {
  const at = (offset: number) => new Date(Date.now() + offset).toISOString().slice(0, 19)
  const whole = { id: 700, currency: 'SAR', total: '60.00', date_created_gmt: at(0), meta_data: [{ key: 'athar_visitor', value: 'v-700' }] }
  await woo({ ...whole, status: 'completed', refunds: [{ id: 701, reason: 'small', total: '-15.00' }] })
  expect(await left('700')).toBe(45)
  await woo({
    ...whole,
    status: 'completed',
    date_modified_gmt: at(1000),
    refunds: [
      { id: 701, total: '-15.00' },
      { id: 702, total: '-5.00' },
    ],
  })
  expect(await left('700')).toBe(40)
  await woo({ ...whole, id: 800, status: 'refunded', meta_data: [{ key: 'athar_visitor', value: 'v-800' }] })
  expect(await left('800')).toBe(0)
})

test('in a file: rows of their own and beside their orders, before and after them, once; a wrong amount is named and nothing stays', async () => {
  const csv = (text: string) =>
    importEvents(app.services, scope, { name: 'refunds.csv', stream: Readable.from([Buffer.from(text)]), ofBytes: null, by: 'Mona' })
  await order('f1', 100)
  const file =
    'order,occurred_at,refund,currency\nf1,2026-03-01T10:00:00Z,30,SAR\nf1,2026-03-02T10:00:00Z,20,SAR\nf2,2026-03-02T10:00:00Z,5,SAR\n'
  expect(await csv(file)).toMatchObject({ state: 'done', saved: 3, repeated: 0 })
  expect(await csv(file)).toMatchObject({ state: 'done', saved: 0, repeated: 3 })
  expect(await left('f1')).toBe(50)
  await csv(
    'visitor,occurred_at,conversion,order,value,currency,refund\nv-f2,2026-03-01T10:00:00Z,1,f2,40,SAR,0\nv-f3,2026-03-01T10:00:00Z,1,f3,40,SAR,12\n',
  )
  expect([await left('f2'), await left('f3')]).toEqual([35, 28])
  const wrong = await csv('order,occurred_at,refund,currency\nf1,2026-03-05T10:00:00Z,9,SAR\nf1,2026-03-05T10:00:00Z,much,SAR\n')
  expect(wrong).toMatchObject({
    state: 'failed',
    problem: { key: 'events:file.noAmount', values: { row: 3, column: 'refund', cell: 'much' } },
  })
  expect(await csv('order,occurred_at,refund\nf1,2026-03-05T10:00:00Z,9\n')).toMatchObject({
    problem: { key: 'events:file.missing', values: { column: 'currency' } },
  })
  expect(await left('f1')).toBe(50)
})

test('money is shown net of refunds, says how much came back, and forgets refunds of a person who is forgotten', async () => {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  for (let i = 0; i < 25; i++) {
    await owner('POST', `${base}/events`, { events: [{ visitor: `v-m${i}`, at: day(2), channel: 'email' }] })
    await owner('POST', `${base}/conversions`, {
      conversions: [{ id: `m${i}`, visitor: `v-m${i}`, at: day(1), value: 20, currency: 'KWD' }],
    })
  }
  await owner('POST', `${base}/refunds`, {
    refunds: [
      { id: '1', order: 'm0', at: now(), amount: 20, currency: 'KWD' },
      { id: '1', order: 'm1', at: now(), amount: 5, currency: 'KWD' },
    ],
  })
  let money = (await owner('GET', `${base}/attribution/money`)).body
  while (money.kind === 'computing') money = (await owner('GET', `${base}/attribution/money`)).body
  const row = money.rows.find(({ channel, currency }: { channel: string; currency: string }) => channel === 'email' && currency === 'KWD')
  expect(row.credited.value).toBeCloseTo(25 * 20 - 25, 6)
  expect(money.notes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ key: 'attribution:money.note.refunds', values: { currency: 'KWD', amount: '25', count: 2 } }),
    ]),
  )
  await owner('POST', `${base}/people/forget`, { visitor: 'v-m0' })
  const { rows } = await database.pool.query("select count(*)::int as n from refund where order_name = 'm0'")
  expect(rows).toEqual([{ n: 0 }])
}, 60_000)
