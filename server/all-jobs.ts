/** All background work of the app, feature by feature. */
import type { JobDefinition } from './jobs/jobs.ts'

export const allJobs: JobDefinition<never>[] = []
