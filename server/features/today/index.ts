/** Front door of Today: one person's list for a brand. */
import type { Ability } from '../../../contract/procedure.ts'
import type { Today } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { decideToday } from './decide/decide.ts'
import { gatherFacts } from './gather.ts'
import { listAway } from './store.ts'

/** Who the list is for; without `userId` everybody's, nothing put away. */
export interface TodayReader {
  userId: string | null
  can: (ability: Ability) => boolean
  language: 'en' | 'ar'
}

/** The list as that reader would see it now; null when the brand is not there. Cost: about ten small queries. */
export const readToday = async (
  services: Services,
  scope: { workspaceId: string; brandId: string },
  { userId, can, language }: TodayReader,
): Promise<Today | null> => {
  const [facts, away] = await Promise.all([
    gatherFacts(services, scope, language),
    userId === null ? [] : listAway(services.database.db, { ...scope, userId }),
  ])
  if (facts === null) return null
  return decideToday(facts, { userId: userId ?? '', can, away, view: userId === null ? 'everyone' : 'mine', withAway: false })
}
