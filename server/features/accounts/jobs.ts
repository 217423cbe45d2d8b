/** Work on accounts by the clock: credentials are refreshed before they end and sealed again after the key was rotated, limits are read daily. */
import { defineJob } from '../../jobs/jobs.ts'
import { forgetCalls } from './store/calls.ts'
import { forgetUnusedKeys, refreshExpiring, refreshLimits, resealCredentials } from './connect.ts'

const minuteMs = 60_000

export const refreshCredentials = defineJob({
  name: 'accounts.refresh-credentials',
  schedule: '*/5 * * * *',
  run: (services) => refreshExpiring(services, 15 * minuteMs),
})

export const resealAfterRotation = defineJob({
  name: 'accounts.reseal-credentials',
  schedule: '17 * * * *',
  run: async (services) => {
    const count = await resealCredentials(services)
    if (count > 0) services.log.info({ count }, 'credentials sealed under the new key')
    const keys = await forgetUnusedKeys(services)
    if (keys.length > 0) services.log.info({ keys }, 'old keys forgotten')
  },
})

export const readLimits = defineJob({
  name: 'accounts.read-limits',
  schedule: '41 3 * * *',
  run: (services) => refreshLimits(services),
})

/** As long as Pulse says that it is kept. */
const keptDays = 400

export const forgetOldCalls = defineJob({
  name: 'accounts.forget-calls',
  schedule: '52 2 * * *',
  run: async ({ database, now }) => {
    await forgetCalls(database.db, new Date(now().getTime() - keptDays * 24 * 60 * minuteMs))
  },
})

export const accountsJobs = [refreshCredentials, resealAfterRotation, readLimits, forgetOldCalls]
