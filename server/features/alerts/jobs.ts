/** Background work of alerts: looking every five minutes, handing letters over, sealing secrets again under a new key. */
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import { checkAlerts } from './check.ts'
import { deliverJob, secretBound } from './deliver.ts'
import { changeAlert, listSealedOtherwise } from './store/alerts.ts'
import { dropOldDeliveries } from './store/deliveries.ts'

const check = defineJob<object>({
  name: 'alerts.check',
  schedule: '*/5 * * * *',
  run: (services, _data, signal) => checkAlerts(services, signal),
})

const keptDays = 180

const tidy = defineJob<object>({
  name: 'alerts.tidy',
  schedule: '43 3 * * *',
  run: async (services) => {
    const { db } = services.database
    await dropOldDeliveries(db, new Date(services.now().getTime() - keptDays * 86_400_000))
    for (const { workspaceId, id, secret } of await listSealedOtherwise(db, services.vault.currentKeyId())) {
      const bound = secretBound(workspaceId, id)
      const { sealed, keyId } = services.vault.seal(services.vault.unseal(secret as Buffer, bound), bound)
      await changeAlert(db, workspaceId, id, { secret: sealed, key_id: keyId })
    }
  },
})

export const alertsJobs: JobDefinition<never>[] = [check, deliverJob, tidy] as JobDefinition<never>[]
