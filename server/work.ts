/** All background work of one process: jobs of every feature, and publishing. */
import { allJobs } from './all-jobs.ts'
import { startPublisher } from './features/publishing/index.ts'
import type { Services } from './services.ts'

/** Starts the work; `stop` takes nothing new and waits for what is being sent. */
export const startWork = async (services: Services): Promise<{ stop: () => Promise<void> }> => {
  const publisher = startPublisher(services)
  await services.jobs.work(allJobs, services)
  return { stop: publisher.stop }
}
