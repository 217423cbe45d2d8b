/** Shifts as marks under every chart of their series. */
import type { Mark } from '../../../contract/marks.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listShifts, type Scope } from './store/shifts.ts'

export const pulseMarks = async (services: Services, scope: Scope & { from: string; to: string }): Promise<Mark[]> =>
  (await listShifts(services.database.db, scope)).map((shift) => ({
    kind: 'shift',
    day: shift.day,
    until: null,
    words: say(`pulse:mark.${shift.direction}`),
    accountId: shift.accountId,
    metrics: [shift.metric],
    cuts: false,
    page: `pulse/${shift.id}`,
  }))
