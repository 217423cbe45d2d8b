/** The living example: a shift that a person could have imported, a month of calls, and then the watch as of any brand. */
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawNormal } from '../../../statistics/random/normal.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { accountSeries, recordAccountReadings } from '../results/index.ts'
import { plantCalls } from './plant-calls.ts'
import { nearChanges } from './near.ts'
import { watchBrand } from './watch.ts'

const dayMs = 86_400_000
const days = 200
/** The profile's visits fall by half on this day: as when the link to it is taken from a shop's page. */
const shiftedDaysAgo = 14

/** Visits of the profile, day by day, as an export of the network would bring them. Does nothing where some are known. */
const plantVisits = async (services: Services, { workspaceId, accountId, seed }: BegunBrand): Promise<void> => {
  const { db } = services.database
  if ((await accountSeries(db, { workspaceId, accountId, metric: 'profile-visits' })).length > 0) return
  const generator = createGenerator(`profile visits of the living example/${seed}`)
  const now = services.now().getTime()
  const readings = Array.from({ length: days }, (_, at) => {
    const back = days - at
    const observedAt = new Date(now - back * dayMs)
    const weekend = [5, 6].includes(observedAt.getUTCDay()) ? 0.15 : 0
    const value = Math.round(240 * Math.exp(weekend + 0.13 * drawNormal(generator)) * (back <= shiftedDaysAgo ? 0.5 : 1))
    return { accountId, metric: 'profile-visits' as const, value, observedAt }
  })
  await recordAccountReadings(db, { workspaceId, origin: 'import' }, readings)
}

export const plantPulse = async (services: Services, brand: BegunBrand): Promise<void> => {
  await plantVisits(services, brand)
  await plantCalls(services, brand)
  await watchBrand(services, brand, nearChanges(services, brand))
}
