/** The API of alerts: a person's own mail, a brand's webhooks, and what became of every letter. */
import { randomBytes } from 'node:crypto'
import { type Alert, alertsContract, type AlertDelivery, type AlertWish } from '../../../contract/alerts.ts'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { access, type Acting, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { queueDelivery, secretBound } from './deliver.ts'
import { type AlertRow, changeAlert, findAlert, insertAlert, listAlerts, removeAlert, type Scope } from './store/alerts.ts'
import { type DeliveryRow, findDelivery, insertDelivery, listDeliveries } from './store/deliveries.ts'

const api = implement(alertsContract).$context<RequestContext>().use(access)

const show = ({ id, kind, address, steps, mode, hour, language, mutedUntil, createdAt }: AlertRow): Alert => ({
  id,
  kind,
  address,
  steps,
  mode,
  hour,
  language,
  mutedUntil: mutedUntil?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})
const showDelivery = ({ id, alertId, mode, state, attempts, reason, entries, createdAt, sentAt }: DeliveryRow): AlertDelivery => ({
  id,
  alertId,
  mode,
  state,
  attempts,
  reason,
  entries: entries.map(({ what, place }) => ({ what, place })),
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
})

/** Mail is its person's alone; webhooks are for those who run the brand. */
const mayTouch = ({ user, can }: Acting, alert: AlertRow) => (alert.kind === 'mail' ? alert.userId === user.id : can('manage-brands'))

const own = async (context: RequestContext & Acting, input: Scope & { alertId: string }): Promise<AlertRow | null> => {
  const alert = await findAlert(context.services.database.db, input.workspaceId, input.alertId)
  return alert !== null && alert.brandId === input.brandId && mayTouch(context, alert) ? alert : null
}

const mostAlerts = 50
const shownDeliveries = 50

export const alertsRoutes = api.router({
  list: api.list.handler(async ({ context, input }) => {
    const { database, mail } = context.services
    const alerts = (await listAlerts(database.db, input)).filter((alert) => mayTouch(context, alert))
    const ids = alerts.map(({ id }) => id)
    const deliveries = await listDeliveries(database.db, input.workspaceId, ids, shownDeliveries)
    return { alerts: alerts.map(show), deliveries: deliveries.map(showDelivery), mailReady: mail.ready }
  }),
  createMail: api.createMail.handler(async ({ context, input, errors }) => {
    const { services, user } = context
    if (!services.mail.ready) throw errors.BAD_INPUT(refusal(say('report:mail.notSet'), 'address'))
    return show(await make(context.services, input, { kind: 'mail', userId: user.id, secret: null, keyId: null }, newId(), errors))
  }),
  createWebhook: api.createWebhook.handler(async ({ context, input, errors }) => {
    const { services } = context
    const id = newId()
    const secret = randomBytes(32).toString('base64url')
    const { sealed, keyId } = services.vault.seal(secret, secretBound(input.workspaceId, id))
    const alert = await make(services, input, { kind: 'webhook', userId: null, secret: sealed, keyId }, id, errors)
    return { ...show(alert), secret }
  }),
  change: api.change.handler(async ({ context, input, errors }) => {
    const alert = await own(context, input)
    if (alert === null) throw errors.NOT_FOUND()
    const { steps, mode, hour, language } = input.wish
    await changeAlert(context.services.database.db, input.workspaceId, alert.id, { steps, mode, hour, language })
    return show({ ...alert, ...input.wish })
  }),
  mute: api.mute.handler(async ({ context, input, errors }) => {
    const alert = await own(context, input)
    if (alert === null) throw errors.NOT_FOUND()
    const mutedUntil = input.until === null ? null : new Date(input.until)
    await changeAlert(context.services.database.db, input.workspaceId, alert.id, { muted_until: mutedUntil })
    return show({ ...alert, mutedUntil })
  }),
  test: api.test.handler(async ({ context, input, errors }) => {
    const { services } = context
    const alert = await own(context, input)
    if (alert === null) throw errors.NOT_FOUND()
    const place = { page: 'today' as const, id: null }
    const entry = {
      id: 'test',
      kind: 'changed' as const,
      urgency: 'changed' as const,
      what: say('alerts:test.what'),
      why: say('alerts:test.why'),
      place,
    }
    const delivery = {
      workspaceId: input.workspaceId,
      id: newId(),
      alertId: alert.id,
      mode: 'test' as const,
      entries: [entry],
      createdAt: services.now(),
    }
    await services.database.db.transaction().execute(async (trx) => {
      await insertDelivery(trx, delivery)
      await queueDelivery(services, delivery, trx)
    })
    const row = await findDelivery(services.database.db, input.workspaceId, delivery.id)
    if (row === null) throw errors.NOT_FOUND()
    return showDelivery(row)
  }),
  remove: api.remove.handler(async ({ context, input, errors }) => {
    const alert = await own(context, input)
    if (alert === null) throw errors.NOT_FOUND()
    await removeAlert(context.services.database.db, input.workspaceId, alert.id)
    return { removed: true }
  }),
})

const make = async (
  services: RequestContext['services'],
  input: Scope & { address: string; wish: AlertWish },
  made: Pick<AlertRow, 'kind' | 'userId' | 'secret' | 'keyId'>,
  id: string,
  errors: { BAD_INPUT: (options: ReturnType<typeof refusal>) => Error },
): Promise<AlertRow> => {
  const { db } = services.database
  if ((await listAlerts(db, input)).length >= mostAlerts)
    throw errors.BAD_INPUT(refusal(say('alerts:problem.tooMany', { count: mostAlerts })))
  const { workspaceId, brandId, address, wish } = input
  const alert: AlertRow = {
    workspaceId,
    brandId,
    address,
    ...wish,
    ...made,
    id,
    mutedUntil: null,
    lastDigestDay: null,
    createdAt: services.now(),
  }
  await insertAlert(db, alert)
  return alert
}
