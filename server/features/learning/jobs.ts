/** Keeps what was learned fresh: every hour, brands whose posts have new numbers are measured again. */
import { defineJob } from '../../jobs/jobs.ts'
import { measureBrand } from './learn.ts'
import { listBrandsWithPosts } from './store.ts'

interface OneBrand {
  workspaceId: string
  brandId: string
}

export const measureBrandJob = defineJob<OneBrand>({
  name: 'learning.measure-brand',
  run: async (services, { workspaceId, brandId }) => {
    await measureBrand(services, { workspaceId, brandId }, 'engagement-rate')
  },
})

/** A brand whose posts are unchanged costs one reading of its posts. */
export const measureAllBrandsJob = defineJob({
  name: 'learning.measure-all-brands',
  schedule: '7 * * * *',
  run: async (services) => {
    for (const { workspaceId, brandId } of await listBrandsWithPosts(services.database.db)) {
      await services.jobs.enqueue(measureBrandJob, { workspaceId, brandId }, { singletonKey: `${workspaceId}/${brandId}` })
    }
  },
})

export const learningJobs = [measureBrandJob, measureAllBrandsJob]
