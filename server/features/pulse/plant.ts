/** The living example is watched as any brand is: what its past holds is found, nothing is made up. */
import type { BegunBrand, Services } from '../../services.ts'
import { nearChanges } from './near.ts'
import { watchBrand } from './watch.ts'

export const plantPulse = async (services: Services, brand: BegunBrand): Promise<void> => {
  await watchBrand(services, brand, nearChanges(services, brand))
}
