/** Looks at what each alert has to tell, writes the letter down and queues it, all or nothing. */
import { abilitiesOf, roles } from '../../../contract/procedure.ts'
import type { TodayItem } from '../../../contract/today.ts'
import { newId } from '../../database/ids.ts'
import type { Services } from '../../services.ts'
import { findBrand, findRole } from '../team/index.ts'
import { readToday } from '../today/index.ts'
import { decideNew, digestDayDue } from './decide.ts'
import { queueDelivery } from './deliver.ts'
import { type AlertRow, changeAlert, listSpeaking, listTold, lockAlert, noteTold, removeAlert } from './store/alerts.ts'
import { insertDelivery, type ToldEntry } from './store/deliveries.ts'

export const entryOf = ({ id, kind, urgency, what, why, place }: TodayItem): ToldEntry => ({ id, kind, urgency, what, why, place })

/** The list as the alert's reader would see it; null when that person may no longer read the brand. */
const listFor = async (services: Services, alert: AlertRow) => {
  const role = alert.userId === null ? roles[0] : await findRole(services.database.db, alert.workspaceId, alert.userId)
  if (role === null) return null
  return readToday(services, alert, {
    userId: alert.userId,
    can: (ability) => abilitiesOf[role].includes(ability),
    language: alert.language,
  })
}

const checkOne = async (services: Services, found: AlertRow): Promise<void> => {
  const { db } = services.database
  const now = services.now()
  const brand = await findBrand(db, found.workspaceId, found.brandId)
  if (brand === null) return
  // Read before the lock is taken: the list asks every room.
  if (found.mode === 'digest' && digestDayDue(found, now, brand.timeZone) === null) return
  const today = await listFor(services, found)
  // Whoever left the workspace is told nothing more of it.
  if (today === null) return removeAlert(db, found.workspaceId, found.id)
  await db.transaction().execute(async (trx) => {
    const alert = await lockAlert(trx, found.workspaceId, found.id)
    if (alert === null || (alert.mutedUntil !== null && alert.mutedUntil > now)) return
    const told = await listTold(trx, alert)
    let items: TodayItem[]
    if (alert.mode === 'digest') {
      const day = digestDayDue(alert, now, brand.timeZone)
      if (day === null) return
      await changeAlert(trx, alert.workspaceId, alert.id, { last_digest_day: day })
      items = today.items.filter(({ urgency }) => alert.steps.includes(urgency))
    } else {
      const { fresh, forgotten } = decideNew(today.items, told, alert.steps, now)
      await noteTold(
        trx,
        alert,
        fresh.map(({ id, urgency }) => ({ entryId: id, urgency, at: now })),
        forgotten,
      )
      items = fresh
    }
    if (items.length === 0) return
    const delivery = {
      workspaceId: alert.workspaceId,
      id: newId(),
      alertId: alert.id,
      mode: alert.mode,
      entries: items.map(entryOf),
      createdAt: now,
    }
    await insertDelivery(trx, delivery)
    await queueDelivery(services, delivery, trx)
  })
}

/** Asks every alert that may speak; one that fails does not keep the others from it. Cost: Today's, once for each alert. */
export const checkAlerts = async (services: Services, signal?: AbortSignal): Promise<void> => {
  for (const alert of await listSpeaking(services.database.db, services.now())) {
    if (signal?.aborted === true) return
    try {
      await checkOne(services, alert)
    } catch (error) {
      services.log.error({ err: error, alert: alert.id }, 'an alert could not be checked')
    }
  }
}
