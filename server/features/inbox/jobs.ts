/** Reads messages by the clock: every two minutes, and more often where the network's clock runs faster than ours. */
import { listConnected } from '../accounts/index.ts'
import { defineJob } from '../../jobs/jobs.ts'
import { readMessages } from './ingest.ts'
import { sendApproved } from './publish.ts'
import { reopenRefused } from './store/messages.ts'

export const readAccountMessages = defineJob<{ workspaceId: string; accountId: string }>({
  name: 'inbox.read-account',
  concurrency: 4,
  retryLimit: 0,
  run: async (services, { workspaceId, accountId }) => {
    const account = (await listConnected(services.database.db)).find((row) => row.workspaceId === workspaceId && row.id === accountId)
    if (account !== undefined) await readMessages(services, account)
  },
})

/** Seconds after each full minute at which an account is read: a network whose day lasts a minute is read every fifteen seconds. */
export const secondsToRead = (pace: number, minute: number): number[] => (pace >= 60 ? [0, 15, 30, 45] : minute % 2 === 0 ? [0] : [])

export const readAllMessages = defineJob({
  name: 'inbox.read-all',
  schedule: '* * * * *',
  run: async (services) => {
    const { database, jobs, now } = services
    const minute = now().getUTCMinutes()
    await reopenRefused(database.db, now())
    await sendApproved(services)
    for (const { workspaceId, id, pace } of await listConnected(database.db)) {
      for (const startAfter of secondsToRead(pace, minute)) {
        await jobs.enqueue(readAccountMessages, { workspaceId, accountId: id }, { startAfter, singletonKey: `${id}+${startAfter}` })
      }
    }
  },
})

export const inboxJobs = [readAllMessages, readAccountMessages]
