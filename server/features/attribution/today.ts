/** What attribution has to say today: a holdout that has ended and waits to be read, or one that runs and must be kept to. */
import type { TodayEntry } from '../../../contract/today.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { addDays } from './holdouts.ts'
import type { Scope } from './store/costs.ts'
import { listHoldouts } from './store/holdouts.ts'

/** An answer is news for a week. Cost: one index look-up. */
export const attributionToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const today = services.now().toISOString().slice(0, 10)
  const entries: TodayEntry[] = []
  for (const { id, title, state, startsOn, endsOn } of await listHoldouts(services.database.db, scope)) {
    if (state !== 'running') continue
    const [isOver, runs] = [endsOn < today, startsOn <= today && today <= endsOn]
    if (!runs && !(isOver && today <= addDays(endsOn, 7))) continue
    entries.push({
      id: `holdout/${id}/${isOver ? 'over' : 'runs'}`,
      kind: isOver ? 'changed' : 'act',
      urgency: isOver ? 'decision' : 'changed',
      what: say(isOver ? 'attribution:today.over' : 'attribution:today.runs', { title }),
      why: say(isOver ? 'attribution:today.overWhy' : 'attribution:today.runsWhy', { day: endsOn }),
      place: { page: 'attribution', id: null },
      estimate: null,
      occurredAt: null,
    })
  }
  return entries
}
