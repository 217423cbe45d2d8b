/** Work on accounts by the clock: credentials are refreshed before they end, and sealed again after the key was rotated. */
import { defineJob } from '../../jobs/jobs.ts'
import { refreshExpiring } from './connect.ts'
import { resealAll } from './store/accounts.ts'

const minuteMs = 60_000

export const refreshCredentials = defineJob({
  name: 'accounts.refresh-credentials',
  schedule: '*/5 * * * *',
  run: (services) => refreshExpiring(services, 15 * minuteMs),
})

export const resealCredentials = defineJob({
  name: 'accounts.reseal-credentials',
  schedule: '17 * * * *',
  run: async ({ database, vault, log }) => {
    const count = await resealAll(database.db, vault.currentKeyId(), (sealed, name) => vault.seal(vault.unseal(sealed, name), name))
    if (count > 0) log.info({ count }, 'credentials sealed under the new key')
  },
})

export const accountsJobs = [refreshCredentials, resealCredentials]
