/** Sends signed webhooks: HMAC-SHA256 over a moment and the body, so that the receiver can tell ours, and an old one sent again. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../../channels/port.ts'

/** "t=<seconds>,v1=<hex>": the signature of `<seconds>.<body>`. Cost: linear in the body. */
export const signBody = (secret: string, body: string, at: Date): string => {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Whether a signature is ours and at most `toleranceSeconds` old. For receivers written with Athar, and for our tests. */
export const isSigned = (secret: string, body: string, signature: string, now: Date, toleranceSeconds = 300): boolean => {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)
  if (match === null) return false
  const seconds = Number(match[1])
  if (Math.abs(now.getTime() / 1000 - seconds) > toleranceSeconds) return false
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest()
  return timingSafeEqual(expected, Buffer.from(match[2] as string, 'hex'))
}

export type Delivered =
  | { kind: 'delivered'; status: number }
  | { kind: 'refused'; status: number }
  | { kind: 'unreachable'; reason: string }

/**
 * Posts `body` as JSON through the egress client. `id` stays the same when it is tried again, so that the receiver can leave out what it
 * has. Any 2xx is delivered; nothing throws.
 */
export const sendSigned = async (
  services: { fetch: World['fetch']; now: () => Date },
  { url, secret, id, body }: { url: string; secret: string; id: string; body: unknown },
): Promise<Delivered> => {
  const text = JSON.stringify(body)
  try {
    const answer = await services.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Athar',
        'x-athar-delivery': id,
        'x-athar-signature': signBody(secret, text, services.now()),
      },
      body: text,
    })
    return { kind: answer.ok ? 'delivered' : 'refused', status: answer.status }
  } catch (error) {
    return { kind: 'unreachable', reason: (error as Error).message }
  }
}
