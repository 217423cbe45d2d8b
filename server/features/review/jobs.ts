/** Each Monday at six in the brand's zone the review of the week before is written; a server that slept writes it when it wakes. */
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import { listBrandsToReview, type Scope } from './store.ts'
import { writeReview } from './write.ts'

const writeReviewJob = defineJob<Scope>({
  name: 'review.write',
  run: async (services, { workspaceId, brandId }) => {
    await writeReview(services, { workspaceId, brandId })
  },
})

/** Cost: one query over brands. */
const writeDueReviews = defineJob({
  name: 'review.write-due',
  schedule: '11 * * * *',
  run: async (services) => {
    for (const { workspaceId, brandId, monday } of await listBrandsToReview(services.database.db, services.now()))
      await services.jobs.enqueue(writeReviewJob, { workspaceId, brandId }, { singletonKey: `${workspaceId}/${brandId}/${monday}` })
  },
})

export const reviewJobs = [writeDueReviews, writeReviewJob] as JobDefinition<never>[]
