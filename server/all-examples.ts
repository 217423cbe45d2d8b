/** What each room plants when somebody starts with a brand on a network of Athar's own, so that no page is empty; one line each. */
import { setTimeout } from 'node:timers/promises'
import { defineJob, type Jobs } from './jobs/jobs.ts'
import { plantBenchmarks } from './features/benchmarks/index.ts'
import { plantAttribution } from './features/attribution/index.ts'
import { plantCreative } from './features/creative/index.ts'
import { plantGoals } from './features/goals/index.ts'
import { plantInbox } from './features/inbox/index.ts'
import { plantStrategy } from './features/strategy/index.ts'
import { plantReview } from './features/review/index.ts'
import { accountSeries } from './features/results/index.ts'
import { plantPulse } from './features/pulse/index.ts'
import { plantVetting } from './features/vetting/index.ts'
import type { BegunBrand, Services } from './services.ts'

/**
 * A room's part of the living example, written in the brand's language. It runs once the account's past has been read, must do nothing when its part is
 * there already (the job may run twice), and may only add what a person could have added.
 */
export type Example = (services: Services, brand: BegunBrand) => Promise<void>

const examples: Example[] = [
  // One line each; later ones may build on what earlier ones planted.
  plantStrategy,
  plantVetting,
  plantGoals,
  plantCreative,
  plantInbox,
  plantAttribution,
  plantBenchmarks,
  plantPulse,
  plantReview,
]

/** The account's past comes in by another job, in a second or two; a queue would look again only after half a minute. */
const lookEveryMs = 300
const patienceMs = 60_000

export const plantExamples = defineJob<BegunBrand>({
  name: 'examples.plant',
  run: async (services, brand, signal) => {
    const isRead = async () => (await accountSeries(services.database.db, { ...brand, metric: 'followers' })).length > 0
    for (let waitedMs = 0; waitedMs < patienceMs && !(await isRead()); waitedMs += lookEveryMs)
      await setTimeout(lookEveryMs, null, { signal })
    // One after the other, in the order of the list: later rooms may build on what earlier ones planted.
    for (const plant of examples) await plant(services, brand)
  },
})

export const plantAfterBegin =
  (jobs: Jobs): Services['afterBegin'] =>
  async (brand) => {
    await jobs.enqueue(plantExamples, brand, { singletonKey: `${brand.workspaceId}/${brand.brandId}` })
  }
