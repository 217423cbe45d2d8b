/** What events do by the clock: secrets of webhooks are sealed again after the key was rotated. */
import { defineJob } from '../../jobs/jobs.ts'
import { resealHooks } from './reseal.ts'

const resealHooksAfterRotation = defineJob({
  name: 'events.reseal-hooks',
  schedule: '13 * * * *',
  run: async (services) => {
    const count = await resealHooks(services)
    if (count > 0) services.log.info({ count }, 'secrets of webhooks sealed under the new key')
  },
})

export const eventsJobs = [resealHooksAfterRotation]
