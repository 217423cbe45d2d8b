/** All background work of one process: jobs of every feature, and publishing. */
import { allJobs } from './all-jobs.ts'
import { readAccountMessages } from './features/inbox/jobs.ts'
import { startPublisher } from './features/publishing/index.ts'
import { readAccountJob } from './features/results/jobs.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Services } from './services.ts'

/** Asks for a new account's history and messages now, instead of at the next full minute. */
export const readAtOnce =
  (jobs: Jobs): Services['afterConnect'] =>
  async ({ workspaceId, accountId }) => {
    await jobs.enqueue(readAccountJob, { workspaceId, accountId, force: true }, { singletonKey: `${workspaceId}/${accountId}` })
    await jobs.enqueue(readAccountMessages, { workspaceId, accountId }, { singletonKey: `${accountId}+0` })
  }

/** Starts the work; `stop` takes nothing new and waits for what is being sent. */
export const startWork = async (services: Services): Promise<{ stop: () => Promise<void> }> => {
  const publisher = startPublisher(services)
  await services.jobs.work(allJobs, services)
  return { stop: publisher.stop }
}
