/** The orders and refunds in a shop's webhook, in each shop's documented format. */
import { z } from 'zod'
import { ConversionInput, RefundInput, type Shop } from '../../../../contract/events.ts'

type Header = (name: string) => string | undefined
export type Orders =
  | {
      kind: 'orders'
      orders: ConversionInput[]
      refunds: RefundInput[] /** By the shop's clock, in signed text; for its age. */
      at: Date | null
    }
  /** Genuine, and about something else. */
  | { kind: 'nothing' }
  | { kind: 'malformed'; field: string }

const optionalText = z.string().nullish()
const moneyText = z.union([z.string().regex(/^\d+(\.\d+)?$/), z.number().nonnegative()]).transform(Number)

/** Amounts come in the smallest unit; these currencies have none (docs.stripe.com/currencies). */
const withoutDecimals = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const withThree = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])
const fromSmallest = (amount: number, currency: string) =>
  amount / (withoutDecimals.has(currency) ? 1 : withThree.has(currency) ? 1000 : 100)

const StripeEvent = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
})
const StripeSession = z.object({
  id: z.string(),
  payment_intent: optionalText,
  payment_status: z.string(),
  client_reference_id: optionalText,
  amount_total: z.int().nonnegative(),
  currency: z.string().length(3),
  metadata: z.record(z.string(), z.string()).nullish(),
})
const StripeIntent = z.object({
  id: z.string(),
  amount_received: z.int().nonnegative(),
  currency: z.string().length(3),
  metadata: z.record(z.string(), z.string()).nullish(),
})

const malformed = (error: z.ZodError): Orders => ({ kind: 'malformed', field: error.issues[0]?.path.join('.') || 'body' })
const read = (order: unknown, refunds: unknown[], at: Date | null): Orders => {
  const parsed = z.array(ConversionInput).safeParse(order === null ? [] : [order])
  if (!parsed.success) return malformed(parsed.error)
  const back = z.array(RefundInput).safeParse(refunds)
  if (!back.success) return malformed(back.error)
  return parsed.data.length + back.data.length === 0 ? { kind: 'nothing' } : { kind: 'orders', orders: parsed.data, refunds: back.data, at }
}
const one = (order: unknown, at: Date | null): Orders => read(order, [], at)

/** A refund, and a charge with all that came back of it so far (docs.stripe.com/api/refunds/object, /charges/object). */
const StripeRefund = z.object({
  id: z.string(),
  status: optionalText,
  amount: z.int().nonnegative(),
  currency: z.string().length(3),
  payment_intent: optionalText,
  charge: optionalText,
})
const StripeCharge = z.object({
  id: z.string(),
  payment_intent: optionalText,
  amount_refunded: z.int().nonnegative(),
  currency: z.string().length(3),
})

const readStripe = (body: unknown): Orders => {
  const event = StripeEvent.safeParse(body)
  if (!event.success) return malformed(event.error)
  const { type, created, data } = event.data
  const at = new Date(created * 1000)
  if (type === 'checkout.session.completed' || type === 'checkout.session.async_payment_succeeded') {
    const session = StripeSession.safeParse(data.object)
    if (!session.success) return malformed(session.error)
    const { payment_status, payment_intent, client_reference_id, metadata, amount_total } = session.data
    if (payment_status === 'unpaid') return { kind: 'nothing' }
    const currency = session.data.currency.toUpperCase()
    return one(
      {
        // The payment's id, so that its own event is the same order.
        id: payment_intent ?? session.data.id,
        visitor: metadata?.athar_visitor ?? client_reference_id ?? null,
        at: at.toISOString(),
        value: fromSmallest(amount_total, currency),
        currency,
      },
      at,
    )
  }
  if (type === 'payment_intent.succeeded') {
    const intent = StripeIntent.safeParse(data.object)
    if (!intent.success) return malformed(intent.error)
    const currency = intent.data.currency.toUpperCase()
    const value = fromSmallest(intent.data.amount_received, currency)
    return one({ id: intent.data.id, visitor: intent.data.metadata?.athar_visitor ?? null, at: at.toISOString(), value, currency }, at)
  }
  if (/^(refund\.(created|updated|failed)|charge\.refund\.updated)$/.test(type)) {
    const refund = StripeRefund.safeParse(data.object)
    if (!refund.success) return malformed(refund.error)
    const { status, payment_intent, charge } = refund.data
    const order = payment_intent ?? charge
    const failed = status === 'failed' || status === 'canceled'
    // One that is pending is told again when it is over.
    if (order === null || order === undefined || (!failed && status !== 'succeeded')) return { kind: 'nothing' }
    const currency = refund.data.currency.toUpperCase()
    const amount = failed ? 0 : fromSmallest(refund.data.amount, currency)
    return read(null, [{ id: refund.data.id, order, at: at.toISOString(), amount, currency }], at)
  }
  if (type === 'charge.refunded') {
    const charge = StripeCharge.safeParse(data.object)
    if (!charge.success) return malformed(charge.error)
    const { id, payment_intent, amount_refunded } = charge.data
    const currency = charge.data.currency.toUpperCase()
    const amount = fromSmallest(amount_refunded, currency)
    return read(null, [{ id, order: payment_intent ?? id, at: at.toISOString(), amount, currency, total: true }], at)
  }
  return { kind: 'nothing' }
}

/** Money that went back stands in the transactions; a refund without any only puts goods back (shopify.dev/docs/api/admin-rest/latest/resources/refund). */
const ShopifyRefund = z.object({
  id: z.union([z.int(), z.string()]).transform(String),
  order_id: z.union([z.int(), z.string()]).transform(String),
  created_at: z.iso.datetime({ offset: true }),
  processed_at: z.iso.datetime({ offset: true }).nullish(),
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), amount: moneyText, currency: z.string().length(3) })).nullish(),
})
const refundOfShopify = (refund: z.infer<typeof ShopifyRefund>) => {
  const paid = (refund.transactions ?? []).filter(({ kind, status }) => kind === 'refund' && status === 'success')
  const currency = paid[0]?.currency.toUpperCase()
  const amount = paid.reduce((sum, transaction) => sum + transaction.amount, 0)
  return amount === 0
    ? []
    : [
        {
          id: refund.id,
          order: refund.order_id,
          at: refund.processed_at ?? refund.created_at,
          amount: Math.round(amount * 1e4) / 1e4,
          currency,
        },
      ]
}

const ShopifyOrder = z.object({
  id: z.union([z.int(), z.string()]).transform(String),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }).nullish(),
  processed_at: z.iso.datetime({ offset: true }).nullish(),
  financial_status: optionalText,
  cancelled_at: optionalText,
  total_price: moneyText,
  currency: z.string().length(3),
  refunds: z.array(ShopifyRefund).nullish(),
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
})
const readShopify = (body: unknown, topic: string | undefined): Orders => {
  if (topic === 'refunds/create') {
    const refund = ShopifyRefund.safeParse(body)
    return refund.success ? read(null, refundOfShopify(refund.data), new Date(refund.data.created_at)) : malformed(refund.error)
  }
  if (topic !== undefined && !/^orders\/(create|paid|fulfilled|updated|cancelled)$/.test(topic)) return { kind: 'nothing' }
  const parsed = ShopifyOrder.safeParse(body)
  if (!parsed.success) return malformed(parsed.error)
  const order = parsed.data
  const at = new Date(order.updated_at ?? order.created_at)
  const refunds = (order.refunds ?? []).flatMap(refundOfShopify)
  const isOpen = !/^(paid|partially_refunded|refunded)$/.test(order.financial_status ?? 'paid')
  if ((order.cancelled_at ?? '') !== '' || isOpen) return read(null, refunds, at)
  const visitor = order.note_attributes?.find(({ name }) => name === 'athar_visitor')?.value
  return read(
    {
      id: order.id,
      visitor: typeof visitor === 'string' && visitor !== '' ? visitor : null,
      at: order.processed_at ?? order.created_at,
      value: order.total_price,
      currency: order.currency.toUpperCase(),
    },
    refunds,
    at,
  )
}

const WooOrder = z.object({
  id: z.union([z.int(), z.string()]).transform(String),
  status: z.string(),
  currency: z.string().length(3),
  total: moneyText,
  date_created_gmt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/),
  date_modified_gmt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/)
    .nullish(),
  /** Totals below nought (woocommerce.github.io/woocommerce-rest-api-docs, order refunds). */
  refunds: z
    .array(z.object({ id: z.union([z.int(), z.string()]).transform(String), total: z.string().regex(/^-?\d+(\.\d+)?$/) }))
    .nullish(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
})
const utc = (text: string) => `${text.slice(0, 19)}Z`
const readWoo = (body: unknown, topic: string | undefined): Orders => {
  if (topic !== undefined && !/^order\.(created|updated)$/.test(topic)) return { kind: 'nothing' }
  const parsed = WooOrder.safeParse(body)
  if (!parsed.success) return malformed(parsed.error)
  const order = parsed.data
  const at = new Date(utc(order.date_modified_gmt ?? order.date_created_gmt))
  const currency = order.currency.toUpperCase()
  const refunds: unknown[] = (order.refunds ?? []).map(({ id, total }) => ({
    id,
    order: order.id,
    at: at.toISOString(),
    amount: Math.abs(Number(total)),
    currency,
  }))
  if (order.status === 'refunded' && refunds.length === 0) refunds.push({ id: 'all', order: order.id, at: at.toISOString() })
  if (!/^(processing|completed|refunded)$/.test(order.status)) return read(null, refunds, at)
  const visitor = order.meta_data?.find(({ key }) => key === 'athar_visitor' || key === '_athar_visitor')?.value
  return read(
    {
      id: order.id,
      visitor: typeof visitor === 'string' && visitor !== '' ? visitor : null,
      at: utc(order.date_created_gmt),
      value: order.total,
      currency,
    },
    refunds,
    at,
  )
}

const Own = z
  .object({ conversions: z.array(ConversionInput).max(1000).default([]), refunds: z.array(RefundInput).max(1000).default([]) })
  .refine(({ conversions, refunds }) => conversions.length + refunds.length > 0, { path: ['conversions'] })

/** Reads a body that was verified. Cost: linear. */
export const readOrders = (shop: Shop, text: string, header: Header): Orders => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'malformed', field: 'body' }
    throw error
  }
  if (shop === 'stripe') return readStripe(body)
  if (shop === 'shopify') return readShopify(body, header('x-shopify-topic'))
  if (shop === 'woocommerce') return readWoo(body, header('x-wc-webhook-topic'))
  const own = Own.safeParse(body)
  return own.success ? { kind: 'orders', orders: own.data.conversions, refunds: own.data.refunds, at: null } : malformed(own.error)
}
