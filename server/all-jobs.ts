/** All background work of the app, feature by feature. */
import { plantExamples } from './all-examples.ts'
import { accountsJobs } from './features/accounts/jobs.ts'
import { approvalsJobs } from './features/approvals/jobs.ts'
import { audienceJobs } from './features/audience/jobs.ts'
import { benchmarksJobs } from './features/benchmarks/jobs.ts'
import { alertsJobs } from './features/alerts/jobs.ts'
import { creativeJobs } from './features/creative/jobs.ts'
import { eventsJobs } from './features/events/jobs.ts'
import { importsJobs } from './features/imports/jobs.ts'
import { inboxJobs } from './features/inbox/jobs.ts'
import { learningJobs } from './features/learning/jobs.ts'
import { reviewJobs } from './features/review/jobs.ts'
import { resultsJobs } from './features/results/jobs.ts'
import { pulseJobs } from './features/pulse/jobs.ts'
import { linksJobs } from './features/links/jobs.ts'
import { vettingJobs } from './features/vetting/jobs.ts'
import type { JobDefinition } from './jobs/jobs.ts'

export const allJobs: JobDefinition<never>[] = [
  ...accountsJobs,
  ...alertsJobs,
  ...approvalsJobs,
  ...eventsJobs,
  ...importsJobs,
  ...audienceJobs,
  ...benchmarksJobs,
  ...creativeJobs,
  ...learningJobs,
  ...inboxJobs,
  ...resultsJobs,
  ...reviewJobs,
  ...linksJobs,
  ...pulseJobs,
  ...vettingJobs,
  plantExamples,
]
