/** What the decision log has to say today: decisions whose day has come. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { readLog } from './log.ts'
import type { Scope } from './store.ts'

export const decisionsToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> =>
  (await readLog(services, scope))
    .filter(({ due }) => due)
    .slice(0, 5)
    .map(({ id, words, decidedOn, checkOn }) => ({
      id: `decisions/${id}`,
      kind: 'act',
      urgency: 'decision',
      needs: 'write-posts',
      what: say('decisions:today.due', { words }),
      why: say('decisions:today.dueWhy', { decidedOn, checkOn }),
      place: { page: 'decisions', id: null },
      estimate: null,
      occurredAt: null,
    }))
