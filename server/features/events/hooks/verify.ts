/** Whether a webhook was signed with the shop's secret, by each shop's documented scheme, compared in constant time, and not too old. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Shop } from '../../../../contract/events.ts'
import { say, type Sentence } from '../../../../contract/sentence.ts'
import { isSigned } from '../../../webhooks/signed.ts'

export const toleranceSeconds = 300

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest()

/** Of different lengths is different; the time it takes says nothing more. */
const isSame = (expected: Buffer, given: Buffer) => expected.length === given.length && timingSafeEqual(expected, given)

type Header = (name: string) => string | undefined
export type Verified = { kind: 'genuine' } | { kind: 'refused'; words: Sentence }

const forged: Verified = { kind: 'refused', words: say('events:hook.forged') }
const unsigned: Verified = { kind: 'refused', words: say('events:hook.unsigned') }

/** Stripe: "t=<seconds>,v1=<hex>[,v1=…]" over "<seconds>.<body>" (docs.stripe.com/webhooks/signature). */
const verifyStripe = (secret: string, body: string, header: Header, now: Date): Verified => {
  const parts = (header('stripe-signature') ?? '').split(',').map((part) => part.trim().split('=') as [string, string?])
  const seconds = parts.find(([name]) => name === 't')?.[1]
  const given = parts.flatMap(([name, value]) => (name === 'v1' && value !== undefined ? [value] : []))
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds) || given.length === 0) return unsigned
  const expected = hmac(secret, `${seconds}.${body}`)
  const genuine = given.map((hex) => isSame(expected, Buffer.from(hex, 'hex'))).includes(true)
  if (!genuine) return forged
  const off = Math.round(now.getTime() / 1000 - Number(seconds))
  return Math.abs(off) <= toleranceSeconds ? { kind: 'genuine' } : { kind: 'refused', words: say('events:hook.stale', { seconds: off }) }
}

/** Shopify and WooCommerce: base64 of the body's HMAC (shopify.dev/docs/apps/build/webhooks/subscribe/https, woocommerce.com/document/webhooks). */
const verifyBody = (secret: string, body: string, given: string | undefined): Verified =>
  given === undefined ? unsigned : isSame(hmac(secret, body), Buffer.from(given, 'base64')) ? { kind: 'genuine' } : forged

/** Errors: none; what cannot be right is refused in a sentence. Cost: one pass over the body. */
export const verifyHook = (shop: Shop, secret: string, body: string, header: Header, now: Date): Verified => {
  if (shop === 'stripe') return verifyStripe(secret, body, header, now)
  if (shop === 'shopify') return verifyBody(secret, body, header('x-shopify-hmac-sha256'))
  if (shop === 'woocommerce') return verifyBody(secret, body, header('x-wc-webhook-signature'))
  const signature = header('x-athar-signature')
  if (signature === undefined) return unsigned
  if (isSigned(secret, body, signature, now, toleranceSeconds)) return { kind: 'genuine' }
  const seconds = Number(/^t=(\d+),/.exec(signature)?.[1] ?? Number.NaN)
  return isSigned(secret, body, signature, new Date(seconds * 1000 || 0), 1)
    ? { kind: 'refused', words: say('events:hook.stale', { seconds: Math.round(now.getTime() / 1000 - seconds) }) }
    : forged
}
