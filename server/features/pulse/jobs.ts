/** Every night each brand is watched, one after the other. */
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import { readAllFeeds } from './feeds/follow.ts'
import { nearChanges } from './near.ts'
import { listBrands, type Scope } from './store/shifts.ts'
import { watchBrand } from './watch.ts'

/** One brand a job, so that one that fails is tried again alone. */
const watchOne = defineJob<Scope>({
  name: 'pulse.watch-brand',
  run: async (services, scope, signal) => {
    await watchBrand(services, scope, nearChanges(services, scope), signal)
  },
})

const watchAllBrands = defineJob<object>({
  name: 'pulse.watch',
  schedule: '20 3 * * *',
  run: async (services) => {
    for (const scope of await listBrands(services.database.db))
      await services.jobs.enqueue(watchOne, scope, { singletonKey: `${scope.workspaceId}/${scope.brandId}` })
  },
})

const readFeeds = defineJob<object>({
  name: 'pulse.read-feeds',
  schedule: '35 * * * *',
  run: async (services, _, signal) => {
    await readAllFeeds(services, signal)
  },
})

export const pulseJobs: JobDefinition<never>[] = [watchOne, watchAllBrands, readFeeds] as JobDefinition<never>[]
