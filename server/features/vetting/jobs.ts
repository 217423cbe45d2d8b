/** Runs checks, deletes candidates on the day that was set for them, and keeps signing keys under the vault's current key. */
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import type { Services } from '../../services.ts'
import { removeCandidate } from './remove.ts'
import { runChecks } from './run-checks.ts'
import { listEnded } from './store/candidates.ts'
import { resealSigningKeys } from './track-record.ts'

/** Deletes what was to be kept until today; answers how many. */
export const deleteEnded = async (services: Services): Promise<number> => {
  const ended = await listEnded(services.database.db, services.now().toISOString().slice(0, 10))
  for (const one of ended) await removeCandidate(services, one)
  return ended.length
}

/** Carries no name and no id: nothing of a candidate stays in the queue. */
export const keepVetting = defineJob<object>({
  name: 'vetting.keep',
  schedule: '*/15 * * * *',
  run: async (services) => {
    await deleteEnded(services)
    await resealSigningKeys(services)
  },
})

/** Carries nothing of whom it is about either: it takes what waits. */
export const checkJob = defineJob<object>({
  name: 'vetting.check',
  run: (services, _data, signal) => runChecks(services, signal),
})

export const vettingJobs: JobDefinition<never>[] = [keepVetting, checkJob] as JobDefinition<never>[]
