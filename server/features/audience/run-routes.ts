/** The API of audits in the background and by the clock. */
import type { AuditRun } from '../../../contract/audience-runs.ts'
import { audienceContract } from '../../../contract/audience.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { findAccount } from '../accounts/index.ts'
import { beginRun } from './jobs.ts'
import { listRepeats, listRuns, noteRun, setRepeat } from './store/runs.ts'

const api = implement(audienceContract).$context<RequestContext>().use(access)
const dayMs = 86_400_000

export const runRoutes = {
  runs: api.runs.handler(({ context, input }) => listRuns(context.services.database.db, input)),
  startRun: api.startRun.handler(async ({ context, input, errors }) => {
    const account = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    return beginRun(context.services, input, input.accountId, input.halfWidth)
  }),
  cancelRun: api.cancelRun.handler(async ({ context, input, errors }): Promise<AuditRun> => {
    const { db } = context.services.database
    const find = async () => (await listRuns(db, input)).find(({ id }) => id === input.runId)
    if ((await find()) === undefined) throw errors.NOT_FOUND()
    await noteRun(db, input.workspaceId, input.runId, { state: 'canceled', endedAt: context.services.now() })
    return (await find()) as AuditRun
  }),
  repeats: api.repeats.handler(({ context, input }) => listRepeats(context.services.database.db, input)),
  repeat: api.repeat.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const account = await findAccount(db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    const nextAt = new Date(context.services.now().getTime() + (input.everyDays ?? 0) * dayMs)
    await setRepeat(db, input, { accountId: input.accountId, everyDays: input.everyDays, nextAt })
    return listRepeats(db, input)
  }),
}
