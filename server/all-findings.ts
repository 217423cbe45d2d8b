/** What all rooms have to say of a brand, for the weekly review: the entries of Today and the dated marks of a stretch of days. */
import { markRooms } from './features/marks/rooms.ts'
import { decideToday } from './features/today/decide/decide.ts'
import { gatherFacts } from './features/today/gather.ts'
import type { Services } from './services.ts'

/** The review is the brand’s, not one person’s. */
const everybody = { userId: '', can: () => true, away: [], view: 'everyone' as const, withAway: true }

export const findingsOf =
  (services: () => Services): Services['readFindings'] =>
  async ({ workspaceId, brandId, timeZone, language, from, to }) => {
    const scope = { workspaceId, brandId }
    const [facts, marks] = await Promise.all([
      gatherFacts(services(), scope, language),
      Promise.all(markRooms.map((room) => room(services(), { ...scope, timeZone, from, to }))),
    ])
    return {
      entries: facts === null ? [] : decideToday(facts, everybody).items,
      marks: marks.flat().filter(({ day, until }) => day <= to && (until ?? day) >= from),
    }
  }
