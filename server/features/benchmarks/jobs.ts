/** Every night the public accounts of all brands are read once. */
import { defineJob } from '../../jobs/jobs.ts'
import { readCompetitors } from './ingest.ts'
import { listFollowing, type Scope } from './store.ts'

const readBrand = defineJob<Scope>({
  name: 'benchmarks.read-brand',
  concurrency: 2,
  retryLimit: 0,
  run: (services, scope, signal) => readCompetitors(services, scope, signal),
})

const readAll = defineJob({
  name: 'benchmarks.read-all',
  schedule: '40 2 * * *',
  run: async ({ database, jobs }) => {
    for (const scope of await listFollowing(database.db))
      await jobs.enqueue(readBrand, scope, { singletonKey: `${scope.workspaceId}/${scope.brandId}` })
  },
})

export const benchmarksJobs = [readAll, readBrand]
