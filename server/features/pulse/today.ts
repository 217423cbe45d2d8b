/** What pulse has to say today: shifts of the last two weeks that nobody has answered yet. */
import type { TodayEntry } from '../../../contract/today.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listShifts, type Scope } from './store/shifts.ts'

const newDays = 14
const shownAtMost = 3

/** Cost: one small query. */
export const pulseToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const since = new Date(services.now().getTime() - newDays * 86_400_000).toISOString().slice(0, 10)
  const shifts = (await listShifts(services.database.db, scope)).filter(({ foundOn, note }) => foundOn >= since && note === null)
  return shifts.slice(0, shownAtMost).map((shift) => ({
    id: `pulse/${shift.id}`,
    kind: 'changed',
    urgency: 'changed',
    what: say(`pulse:today.${shift.direction}.${shift.metric}`, { account: shift.handle, day: shift.day }),
    why: say(`pulse:verdictWords.${shift.verdict}`),
    place: { page: 'pulse', id: shift.id },
    estimate: null,
    occurredAt: null,
  }))
}
