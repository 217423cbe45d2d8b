/** Changes of a network near a shift, from the register. */
import type { Services } from '../../services.ts'
import { listAll } from './register/read.ts'
import type { Scope } from './store/shifts.ts'
import type { FindNear } from './watch.ts'

/** The register is read once for all the shifts of a watch. */
export const nearChanges = (services: Services, { workspaceId }: Scope): FindNear => {
  let all: ReturnType<typeof listAll> | null = null
  return async ({ network, metric, from, to }) => {
    all ??= listAll(services, workspaceId)
    return (await all)
      .filter((change) => change.network === network && change.day >= from && change.day <= to)
      .map((change) => ({
        id: change.id,
        day: change.day,
        kind: change.kind,
        redefines: change.kind === 'metric-redefined' && (change.metrics ?? []).includes(metric),
      }))
  }
}
