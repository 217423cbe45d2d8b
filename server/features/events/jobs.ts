/** What events do by the clock: secrets of webhooks are sealed again after the key was rotated, and refunds find their orders even after a crash. */
import { defineJob } from '../../jobs/jobs.ts'
import { resealHooks } from './reseal.ts'
import { listRefundBrands, settleBrand } from './store/refunds.ts'

const resealHooksAfterRotation = defineJob({
  name: 'events.reseal-hooks',
  schedule: '13 * * * *',
  run: async (services) => {
    const count = await resealHooks(services)
    if (count > 0) services.log.info({ count }, 'secrets of webhooks sealed under the new key')
  },
})

/** A process may end between keeping a refund or an order and counting the one into the other. */
const settleRefunds = defineJob({
  name: 'events.settle-refunds',
  schedule: '43 * * * *',
  run: async (services) => {
    const { db } = services.database
    for (const scope of await listRefundBrands(db)) await settleBrand(db, scope)
  },
})

export const eventsJobs = [resealHooksAfterRotation, settleRefunds]
