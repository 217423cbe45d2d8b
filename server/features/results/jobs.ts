/** Reading accounts by the clock: each account asks for its own next visit, and every minute those that were forgotten are asked again. */
import { defineJob } from '../../jobs/jobs.ts'
import { listConnected } from '../accounts/index.ts'
import { readAccount } from './ingest.ts'

interface ReadAccount {
  workspaceId: string
  accountId: string
  force?: boolean
}

/** Farther ahead than this the minute's round asks anyway. */
const aheadMs = 55_000

export const readAccountJob = defineJob<ReadAccount>({
  name: 'results.read-account',
  concurrency: 4,
  retryLimit: 0,
  run: async (services, { workspaceId, accountId, force = false }) => {
    const next = await readAccount(services, { workspaceId, accountId }, { force })
    if (next === null || next.getTime() - services.now().getTime() > aheadMs) return
    await services.jobs.enqueue(
      readAccountJob,
      { workspaceId, accountId },
      { startAfter: next, singletonKey: `${workspaceId}/${accountId}` },
    )
  },
})

/** Every minute: asks for a visit to every connected account; one that has nothing due costs two small queries. */
export const readAllAccounts = defineJob({
  name: 'results.read-all-accounts',
  schedule: '* * * * *',
  run: async (services) => {
    for (const { workspaceId, id } of await listConnected(services.database.db)) {
      await services.jobs.enqueue(readAccountJob, { workspaceId, accountId: id }, { singletonKey: `${workspaceId}/${id}` })
    }
  },
})

export const resultsJobs = [readAccountJob, readAllAccounts]
