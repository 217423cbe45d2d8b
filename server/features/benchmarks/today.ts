/** What benchmarks have to say today: competitors that vanished. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listCompetitors, type Scope } from './store.ts'

/** Cost: one small query. */
export const benchmarksToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> =>
  (await listCompetitors(services.database.db, scope))
    .filter(({ state }) => state === 'vanished')
    .map(({ id, handle, lastReadAt }) => ({
      id: `benchmarks/${id}`,
      kind: 'changed' as const,
      urgency: 'changed' as const,
      what: say('benchmarks:today.vanished', { handle }),
      why: say('benchmarks:today.vanishedWhy'),
      place: { page: 'benchmarks' as const, id: null },
      estimate: null,
      occurredAt: lastReadAt,
      needs: 'import' as const,
    }))
