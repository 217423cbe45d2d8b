/** What goals have to say today: those whose day is near, reached or past. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { listGoals, type Scope } from './store.ts'

/** This many days ahead a goal is worth a look. */
const nearDays = 14

/** Cost: two small queries; no forecast is made for it. */
export const goalsToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const { db } = services.database
  const [brand, goals] = await Promise.all([findBrand(db, scope.workspaceId, scope.brandId), listGoals(db, scope)])
  if (brand === null) return []
  const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(brand.timeZone).toPlainDate()
  return goals
    .filter(({ state }) => state === 'open')
    .flatMap((goal): TodayEntry[] => {
      const left = today.until(Temporal.PlainDate.from(goal.due)).days
      if (left > nearDays) return []
      return [
        {
          id: `goals/${goal.id}`,
          kind: left < 0 ? 'act' : 'changed',
          urgency: left < 0 ? 'decision' : 'changed',
          what: say(left < 0 ? 'goals:today.past' : 'goals:today.near', { title: goal.title, due: goal.due }),
          why: say(left < 0 ? 'goals:today.pastWhy' : 'goals:today.nearWhy'),
          place: { page: 'goals', id: goal.id },
          estimate: null,
          occurredAt: null,
        },
      ]
    })
}
