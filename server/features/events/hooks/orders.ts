/** The orders in a shop's webhook, in each shop's documented format. */
import { z } from 'zod'
import { ConversionInput, type Shop } from '../../../../contract/events.ts'

type Header = (name: string) => string | undefined
export type Orders =
  | { kind: 'orders'; orders: ConversionInput[] /** By the shop's clock, in signed text; for its age. */; at: Date | null }
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
const one = (order: unknown, at: Date | null): Orders => {
  const parsed = ConversionInput.safeParse(order)
  return parsed.success ? { kind: 'orders', orders: [parsed.data], at } : malformed(parsed.error)
}

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
  return { kind: 'nothing' }
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
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
})
const readShopify = (body: unknown, topic: string | undefined): Orders => {
  if (topic !== undefined && !/^orders\/(create|paid|fulfilled|updated)$/.test(topic)) return { kind: 'nothing' }
  const parsed = ShopifyOrder.safeParse(body)
  if (!parsed.success) return malformed(parsed.error)
  const order = parsed.data
  const at = new Date(order.updated_at ?? order.created_at)
  const isOpen = !/^(paid|partially_refunded)$/.test(order.financial_status ?? 'paid')
  if ((order.cancelled_at ?? '') !== '' || isOpen) return { kind: 'nothing' }
  const visitor = order.note_attributes?.find(({ name }) => name === 'athar_visitor')?.value
  return one(
    {
      id: order.id,
      visitor: typeof visitor === 'string' && visitor !== '' ? visitor : null,
      at: order.processed_at ?? order.created_at,
      value: order.total_price,
      currency: order.currency.toUpperCase(),
    },
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
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
})
const utc = (text: string) => `${text.slice(0, 19)}Z`
const readWoo = (body: unknown, topic: string | undefined): Orders => {
  if (topic !== undefined && !/^order\.(created|updated)$/.test(topic)) return { kind: 'nothing' }
  const parsed = WooOrder.safeParse(body)
  if (!parsed.success) return malformed(parsed.error)
  const order = parsed.data
  if (!/^(processing|completed)$/.test(order.status)) return { kind: 'nothing' }
  const visitor = order.meta_data?.find(({ key }) => key === 'athar_visitor' || key === '_athar_visitor')?.value
  return one(
    {
      id: order.id,
      visitor: typeof visitor === 'string' && visitor !== '' ? visitor : null,
      at: utc(order.date_created_gmt),
      value: order.total,
      currency: order.currency.toUpperCase(),
    },
    new Date(utc(order.date_modified_gmt ?? order.date_created_gmt)),
  )
}

const Own = z.object({ conversions: z.array(ConversionInput).min(1).max(1000) })

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
  return own.success ? { kind: 'orders', orders: own.data.conversions, at: null } : malformed(own.error)
}
