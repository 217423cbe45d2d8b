/** What the page of pulse shows: the watch, its shifts, and one shift with the series around it. */
import type { Shift, ShiftNoteInput, Watch } from '../../../contract/pulse.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { loadAccount } from './load.ts'
import type { DayValue } from './measure/series.ts'
import { promisedDays } from './measure/watch.ts'
import { changeShift, findShift, findWatch, listShifts, type Scope } from './store/shifts.ts'

export const readOverview = async (services: Services, scope: Scope): Promise<{ watch: Watch; shifts: Shift[] }> => {
  const { db } = services.database
  const [watch, shifts, accounts] = await Promise.all([findWatch(db, scope), listShifts(db, scope), listAccounts(db, scope)])
  const handles = new Map(accounts.map(({ id, handle }) => [id, handle]))
  return {
    watch: {
      ranAt: watch?.ranAt.toISOString() ?? null,
      daysBetweenFalseAlarms: watch?.daysBetween ?? promisedDays,
      // An account that was removed since is no longer watched.
      series: (watch?.series ?? []).flatMap((one) => {
        const handle = handles.get(one.accountId)
        return handle === undefined ? [] : [{ ...one, handle }]
      }),
    },
    shifts,
  }
}

/** Half a year before, and all that came after. */
const shownBefore = 182

export const readShift = async (
  services: Services,
  scope: Scope & { timeZone: string },
  shiftId: string,
): Promise<{ shift: Shift; points: DayValue[] } | null> => {
  const shift = await findShift(services.database.db, scope, shiftId)
  if (shift === null) return null
  const { series } = await loadAccount(services, { ...scope, accountId: shift.accountId })
  const points = series.find(({ metric }) => metric === shift.metric)?.points ?? []
  const at = points.findIndex(({ day }) => day >= shift.day)
  return { shift, points: points.slice(Math.max(0, at - shownBefore)) }
}

/** Null when there is no such shift. */
export const noteShift = async (
  services: Services,
  scope: Scope,
  shiftId: string,
  note: ShiftNoteInput,
  by: string,
): Promise<Shift | null> => {
  const { db } = services.database
  // Who agrees names no other cause.
  const kept = { ...note, verdict: note.agrees ? null : note.verdict, by, at: services.now().toISOString() }
  await changeShift(db, scope, shiftId, { note: kept })
  return findShift(db, scope, shiftId)
}
