/** What strategy has to say today: that there is none yet, or what the next week lacks. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { readCheck } from './read.ts'
import { findCurrent, type Scope } from './store/versions.ts'

export const strategyToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const { db } = services.database
  const [brand, current, accounts] = await Promise.all([
    findBrand(db, scope.workspaceId, scope.brandId),
    findCurrent(db, scope),
    listAccounts(db, scope),
  ])
  if (brand === null || accounts.length === 0) return []
  const place = { page: 'strategy' as const, id: null }
  if (current === null)
    return [
      {
        id: 'strategy/none',
        kind: 'suggestion',
        urgency: 'start',
        what: say('strategy:today.none'),
        why: say('strategy:today.noneWhy'),
        place,
        estimate: null,
        occurredAt: null,
      },
    ]
  const { gaps, mix } = await readCheck(services, { ...scope, timeZone: brand.timeZone })
  const drifting = mix.parts.find(({ drift }) => drift !== 'open')
  return [
    ...gaps.slice(0, 3).map(
      ({ accountId, handle, from, to, wanted, planned }): TodayEntry => ({
        id: `strategy/gap/${accountId}/${from}`,
        kind: 'suggestion',
        urgency: 'gap',
        what: say('strategy:today.gap', { handle, planned, wanted, from, to }),
        why: say('strategy:today.gapWhy'),
        place: { page: 'calendar', id: null },
        estimate: null,
        occurredAt: null,
      }),
    ),
    ...(drifting?.share
      ? [
          {
            id: `strategy/mix/${drifting.pillarId}`,
            kind: 'changed' as const,
            urgency: 'changed' as const,
            what: mix.answer,
            why: say('strategy:today.mixWhy'),
            place,
            // The sentence has the share and what was wanted; Today draws changes, and this is none.
            estimate: null,
            occurredAt: null,
          },
        ]
      : []),
  ]
}
