/** Audits in the background: with progress, stopped when somebody cancels, and again by the clock where that is wanted. */
import { say } from '../../../contract/sentence.ts'
import { defineJob } from '../../jobs/jobs.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { accountSeries } from '../results/index.ts'
import { auditAccount } from './audit.ts'
import type { Scope } from './store/audits.ts'
import { ensureRun, findRun, noteRun, takeDue } from './store/runs.ts'

const usualHalfWidth = 0.07

const runAudit = defineJob<Scope & { runId: string }>({
  name: 'audience.audit',
  concurrency: 2,
  retryLimit: 0,
  run: async (services, { runId, ...scope }, signal) => {
    const { db } = services.database
    const run = await findRun(db, scope.workspaceId, runId)
    if (run === undefined || !(await noteRun(db, scope.workspaceId, runId, { state: 'reading' }))) return
    const end = (change: Parameters<typeof noteRun>[3]) => noteRun(db, scope.workspaceId, runId, { ...change, endedAt: services.now() })
    try {
      const account = await findAccount(db, scope.workspaceId, run.account_id)
      if (account === null) return void (await end({ state: 'failed', reason: say('audience:run.noAccount') }))
      const tell = (read: number) => noteRun(db, scope.workspaceId, runId, { read })
      const done = await auditAccount(services, scope, account, { halfWidth: run.half_width, signal, tell })
      if (done.kind === 'audited') await end({ state: 'done', auditId: done.audit.id, read: done.audit.listed })
      else if (done.kind === 'refused') await end({ state: 'failed', reason: done.reason })
    } catch (error) {
      await end({ state: 'failed', reason: say('audience:run.broke') })
      throw error
    }
  },
})

/** Begins an audit of an account, or answers the one that is under way. */
export const beginRun = async (services: Services, scope: Scope, accountId: string, halfWidth = usualHalfWidth) => {
  const { db } = services.database
  const followers = (await accountSeries(db, { ...scope, accountId, metric: 'followers' })).at(-1)
  const { run, isNew } = await ensureRun(db, scope, { accountId, halfWidth, of: followers?.value ?? null, now: services.now() })
  if (isNew)
    await services.jobs.enqueue(
      runAudit,
      { workspaceId: scope.workspaceId, brandId: scope.brandId, runId: run.id },
      { singletonKey: run.id },
    )
  return run
}

const repeatAll = defineJob({
  name: 'audience.repeat-all',
  schedule: '10 3 * * *',
  run: async (services) => {
    for (const { accountId, ...scope } of await takeDue(services.database.db, services.now())) await beginRun(services, scope, accountId)
  },
})

export const audienceJobs = [runAudit, repeatAll]
