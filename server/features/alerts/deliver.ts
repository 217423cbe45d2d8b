/** Hands letters over, each once: what was taken in hand and not ended is never mailed again by itself. */
import { addressOf } from '../../../contract/place.ts'
import type { Report } from '../../../contract/report.ts'
import { say } from '../../../contract/sentence.ts'
import { renderMail } from '../../documents/mail.ts'
import { appAddress } from '../../http/address.ts'
import { defineJob } from '../../jobs/jobs.ts'
import { MailProblem } from '../../mail/mail.ts'
import { sayIn } from '../../say.ts'
import type { Services } from '../../services.ts'
import { sendSigned } from '../../webhooks/signed.ts'
import { findBrand } from '../team/index.ts'
import { type AlertRow, type Db, findAlert } from './store/alerts.ts'
import { type DeliveryRow, endDelivery, findDelivery, takeDelivery } from './store/deliveries.ts'

interface Reference {
  workspaceId: string
  deliveryId: string
}

/** What a webhook's secret is sealed for. */
export const secretBound = (workspaceId: string, alertId: string) => `alert/${workspaceId}/${alertId}`

const reportOf = (services: Services, alert: AlertRow, brandName: string, { mode, entries, createdAt }: DeliveryRow): Report => ({
  title: say(`alerts:mail.title.${mode}`, { count: entries.length }),
  answer: say(`alerts:mail.answer.${mode}`, { count: entries.length }),
  brand: brandName,
  period: null,
  madeAt: createdAt.toISOString(),
  blocks: entries.flatMap(({ what, why, place }): Report['blocks'] => [
    { kind: 'heading', words: what },
    { kind: 'paragraph', words: why },
    { kind: 'paragraph', words: { text: `${appAddress(services.config)}${addressOf(alert.brandId, place)}` } },
  ]),
})

const bodyOf = (services: Services, alert: AlertRow, brandName: string, delivery: DeliveryRow) => ({
  id: delivery.id,
  mode: delivery.mode,
  brand: { id: alert.brandId, name: brandName },
  madeAt: delivery.createdAt.toISOString(),
  entries: delivery.entries.map(({ id, kind, urgency, what, why, place }) => ({
    id,
    kind,
    urgency,
    what: sayIn(alert.language, what),
    why: sayIn(alert.language, why),
    address: `${appAddress(services.config)}${addressOf(alert.brandId, place)}`,
  })),
})

/** What became of handing it over; `again` asks the queue for another try. */
type Ending = { state: 'sent' | 'refused'; reason: DeliveryRow['reason'] } | { state: 'again'; reason: NonNullable<DeliveryRow['reason']> }

const handOver = async (services: Services, alert: AlertRow, brandName: string, delivery: DeliveryRow): Promise<Ending> => {
  if (alert.kind === 'webhook') {
    const secret = services.vault.unseal(alert.secret as Buffer, secretBound(alert.workspaceId, alert.id))
    const body = bodyOf(services, alert, brandName, delivery)
    const answer = await sendSigned(services, { url: alert.address, secret, id: delivery.id, body })
    if (answer.kind === 'delivered') return { state: 'sent', reason: null }
    if (answer.kind === 'unreachable') return { state: 'again', reason: say('alerts:problem.unreachable', { reason: answer.reason }) }
    const reason = say('alerts:problem.answered', { status: answer.status })
    return answer.status >= 500 || answer.status === 429 ? { state: 'again', reason } : { state: 'refused', reason }
  }
  try {
    const letter = renderMail(
      reportOf(services, alert, brandName, delivery),
      alert.language,
      `${appAddress(services.config)}/b/${alert.brandId}/alerts`,
    )
    // The same name in every try: a reader of mail shows it once even where a server took it and did not say so.
    await services.mail.send({ to: alert.address, messageId: `<${delivery.id}@athar>`, ...letter })
    return { state: 'sent', reason: null }
  } catch (error) {
    if (!(error instanceof MailProblem)) throw error
    return { state: error.again ? 'again' : 'refused', reason: error.sentence }
  }
}

/** After so many tries a letter is given up, and the page says why. */
const mostAttempts = 6

export const deliver = async (services: Services, { workspaceId, deliveryId }: Reference): Promise<void> => {
  const { db } = services.database
  const delivery = await findDelivery(db, workspaceId, deliveryId)
  const alert = delivery === null ? null : await findAlert(db, workspaceId, delivery.alertId)
  if (delivery === null || alert === null || (delivery.state !== 'waiting' && delivery.state !== 'sending')) return
  if (delivery.state === 'sending' && alert.kind === 'mail')
    return endDelivery(db, delivery, { state: 'unknown', reason: say('alerts:problem.unknown'), sentAt: null })
  // A webhook that was in hand when the process ended is sent again under the same id, so that the receiver can leave it out.
  if (delivery.state === 'waiting' && !(await takeDelivery(db, workspaceId, deliveryId))) return
  const brand = await findBrand(db, workspaceId, alert.brandId)
  const ending = await handOver(services, alert, brand?.name ?? '', delivery)
  if (ending.state !== 'again') return endDelivery(db, delivery, { ...ending, sentAt: ending.state === 'sent' ? services.now() : null })
  const isLast = delivery.attempts + 1 >= mostAttempts
  await endDelivery(db, delivery, { state: isLast ? 'refused' : 'waiting', reason: ending.reason, sentAt: null })
  if (!isLast) throw new Error(`The letter ${deliveryId} could not be handed over yet.`)
}

export const deliverJob = defineJob<Reference>({ name: 'alerts.deliver', retryLimit: mostAttempts, run: deliver })

/** Queues a letter inside the caller's transaction. */
export const queueDelivery = async (services: Services, delivery: Pick<DeliveryRow, 'workspaceId' | 'id'>, on?: Db): Promise<void> => {
  const reference = { workspaceId: delivery.workspaceId, deliveryId: delivery.id }
  await services.jobs.enqueue(deliverJob, reference, { singletonKey: delivery.id, ...(on === undefined ? {} : { on: on as never }) })
}
