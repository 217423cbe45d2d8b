/** Shifts, and changes of the networks, as marks under every chart; where a number was redefined the line is cut. */
import type { Mark } from '../../../contract/marks.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { listAll } from './register/read.ts'
import { listShifts, type Scope } from './store/shifts.ts'

const shiftMarks = async (services: Services, scope: Scope): Promise<Mark[]> =>
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

const changeMarks = async (services: Services, scope: Scope & { from: string; to: string }): Promise<Mark[]> => {
  const [all, accounts] = await Promise.all([listAll(services, scope.workspaceId), listAccounts(services.database.db, scope)])
  const inTime = all.filter(({ day }) => day >= scope.from && day <= scope.to)
  return accounts.flatMap(({ id, network }) =>
    inTime
      .filter((change) => change.network === network)
      .map((change): Mark => {
        const redefines = change.kind === 'metric-redefined'
        return {
          kind: redefines ? 'definition' : 'platform',
          day: change.day,
          until: null,
          words: say(`pulse:mark.${change.kind}`),
          accountId: id,
          // A redefinition of nothing that Athar keeps touches no chart.
          metrics: redefines ? (change.metrics ?? []) : null,
          cuts: redefines,
          page: 'pulse/register',
        }
      }),
  )
}

export const pulseMarks = async (services: Services, scope: Scope & { from: string; to: string }): Promise<Mark[]> =>
  (await Promise.all([shiftMarks(services, scope), changeMarks(services, scope)])).flat()
