/** What each room plants when somebody starts with a brand on a network of Athar's own, so that no page is empty; one line each. */
import { defineJob, type Jobs } from './jobs/jobs.ts'
import { plantCreative } from './features/creative/index.ts'
import { plantGoals } from './features/goals/index.ts'
import { plantStrategy } from './features/strategy/index.ts'
import { accountSeries } from './features/results/index.ts'
import type { BegunBrand, Services } from './services.ts'

/**
 * A room's part of the living example, written in the brand's language. It runs once the account's past has been read, must do nothing when its part is
 * there already (the job may run twice), and may only add what a person could have added.
 */
export type Example = (services: Services, brand: BegunBrand) => Promise<void>

const examples: Example[] = [
  // One line each; later ones may build on what earlier ones planted.
  plantStrategy,
  plantGoals,
  plantCreative,
]

/** The account's past comes in by another job; until it is here, this one comes back. */
const pauseSeconds = 2
const patience = 60

export const plantExamples = defineJob<BegunBrand & { tries?: number }>({
  name: 'examples.plant',
  run: async (services, { tries = 0, ...brand }) => {
    const readings = await accountSeries(services.database.db, { ...brand, metric: 'followers' })
    if (readings.length === 0 && tries < patience) {
      await services.jobs.enqueue(plantExamples, { ...brand, tries: tries + 1 }, { startAfter: pauseSeconds })
      return
    }
    // One after the other, in the order of the list: later rooms may build on what earlier ones planted.
    for (const plant of examples) await plant(services, brand)
  },
})

export const plantAfterBegin =
  (jobs: Jobs): Services['afterBegin'] =>
  async (brand) => {
    await jobs.enqueue(plantExamples, brand, { singletonKey: `${brand.workspaceId}/${brand.brandId}` })
  }
