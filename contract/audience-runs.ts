/** Audits that take their time: how far each is, stopping one, and repeating them by the clock. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const AuditRun = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  state: z.enum(['waiting', 'reading', 'done', 'failed', 'canceled']),
  /** Followers read so far, and how many there were at the last count; null is not known. */
  read: z.int().nonnegative(),
  of: z.int().nonnegative().nullable(),
  reason: Sentence.nullable(),
  auditId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type AuditRun = z.infer<typeof AuditRun>

export const AuditRepeat = z.object({ accountId: z.uuid(), everyDays: z.int().min(7).max(365), nextAt: z.iso.datetime() })
export type AuditRepeat = z.infer<typeof AuditRepeat>

const path = '/workspaces/{workspaceId}/brands/{brandId}/audience' as const
const tags = ['audience']

export const audienceRunsContract = {
  runs: procedure
    .route({ method: 'GET', path: `${path}/runs`, summary: 'Audits that are under way, and how the last ones ended', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(AuditRun)),
  startRun: procedure
    .route({ method: 'POST', path: `${path}/runs`, summary: 'Begin an audit in the background', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ accountId: z.uuid(), halfWidth: z.coerce.number().min(0.02).max(0.3).default(0.07) }))
    .output(AuditRun),
  cancelRun: procedure
    .route({ method: 'POST', path: `${path}/runs/{runId}/cancel`, summary: 'Stop an audit; nothing of it is kept', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ runId: z.uuid() }))
    .output(AuditRun),
  repeats: procedure
    .route({ method: 'GET', path: `${path}/repeats`, summary: 'Accounts that are audited again by the clock', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(AuditRepeat)),
  repeat: procedure
    .route({ method: 'PUT', path: `${path}/repeats/{accountId}`, summary: 'Audit an account every so many days, or no more', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ accountId: z.uuid(), everyDays: z.int().min(7).max(365).nullable() }))
    .output(z.array(AuditRepeat)),
}
