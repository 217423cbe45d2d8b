/** Takes a shop's webhook: genuine, fresh, not had before, well formed; then its orders and refunds, once. */
import { createHash } from 'node:crypto'
import { say, type Sentence } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { takeConversions, takeRefunds } from '../ingest.ts'
import { findHook, forgetDelivery, noteDelivery, noteReplay } from '../store/doors.ts'
import { readOrders } from './orders.ts'
import { verifyHook } from './verify.ts'

export const mostBytes = 1024 * 1024
/** Shops without a moment in their signature send again for two days; the order's own signed date may be this old. */
const oldestHours = 72

export type Received =
  | { status: 200; accepted: boolean; words: Sentence | null }
  | { status: 400 | 401 | 404 | 422; accepted: false; words: Sentence }

/** `hookBound` names the row that a hook's secret is sealed for. */
export const hookBound = (workspaceId: string, id: string): string => `hook/${workspaceId}/${id}`

export const receiveHook = async (
  services: Services,
  hookId: string,
  body: string,
  header: (name: string) => string | undefined,
): Promise<Received> => {
  const { db } = services.database
  const now = services.now()
  const hook = /^[0-9a-f-]{36}$/.test(hookId) ? await findHook(db, hookId) : null
  if (hook === null) return { status: 404, accepted: false, words: say('events:hook.unknown') }
  const refuse = async (status: 400 | 401 | 422, words: Sentence): Promise<Received> => {
    await noteDelivery(db, hook, now, words)
    return { status, accepted: false, words }
  }
  const secret = services.vault.unseal(hook.secret, hookBound(hook.workspaceId, hook.id))
  // A shop's first message asks whether somebody is there, in a form of its own.
  if (hook.shop === 'woocommerce' && /^webhook_id=\d+$/.test(body)) return { status: 200, accepted: false, words: null }
  const verified = verifyHook(hook.shop, secret, body, header, now)
  if (verified.kind === 'refused') return refuse(401, verified.words)
  const found = readOrders(hook.shop, body, header)
  if (found.kind === 'malformed') return refuse(422, say('events:hook.malformed', { field: found.field }))
  if (found.kind === 'nothing') return { status: 200, accepted: false, words: say('events:hook.other') }
  const hours = found.at === null ? 0 : (now.getTime() - found.at.getTime()) / 3_600_000
  if (hours > oldestHours) return refuse(400, say('events:hook.old', { hours: Math.round(hours) }))
  // What was signed names the delivery: headers beside it could be changed by whoever sends it again.
  const delivery = createHash('sha256').update(body).digest('hex')
  if (!(await noteReplay(db, hook, delivery, now))) return { status: 200, accepted: false, words: say('events:hook.again') }
  try {
    const orders = found.orders.length === 0 ? null : await takeConversions(services, hook, { conversions: found.orders }, hook.shop)
    const taken =
      orders?.kind === 'refused' || found.refunds.length === 0
        ? orders
        : await takeRefunds(services, hook, { refunds: found.refunds }, hook.shop, found.at)
    if (taken?.kind === 'refused') {
      await forgetDelivery(db, hook, delivery)
      return await refuse(422, taken.words)
    }
  } catch (error) {
    // Nothing was kept: the shop's next try must not look like a repetition.
    await forgetDelivery(db, hook, delivery)
    throw error
  }
  await noteDelivery(db, hook, now, null)
  return { status: 200, accepted: true, words: null }
}
