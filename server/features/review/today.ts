/** What the review has to say today: that last week's is there, for two days or until somebody worked on it. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listReviews, type Scope } from './store.ts'

const shownMs = 2 * 86_400_000

export const reviewToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const [newest] = await listReviews(services.database.db, scope, { limit: 1 })
  if (newest === undefined || newest.editedAt !== null || services.now().getTime() - Date.parse(newest.writtenAt) > shownMs) return []
  return [
    {
      id: `review/${newest.id}`,
      kind: 'changed',
      urgency: 'changed',
      what: say('review:today.written', { from: newest.from, to: newest.to }),
      why: say('review:today.writtenWhy'),
      place: { page: 'review', id: newest.id },
      estimate: null,
      occurredAt: newest.writtenAt,
    },
  ]
}
