/** The SQL of decisions. */
import type { Kysely, Selectable } from 'kysely'
import type { Decision, DecisionInput, Verdict } from '../../../contract/decisions.ts'
import type { FollowedMetric } from '../../../contract/metrics.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}
/** A decision as it is stored; whether it is due depends on the day. */
export type DecisionRow = Omit<Decision, 'due'>

const toDecision = (row: Selectable<DB['decision']>): DecisionRow => ({
  id: row.id,
  reviewId: row.review_id,
  words: row.words,
  because: row.because,
  expectation:
    row.metric === null || row.direction === null
      ? null
      : { metric: row.metric as FollowedMetric, accountId: row.account_id, direction: row.direction as 'up' | 'down' },
  decidedOn: String(row.decided_on),
  checkOn: String(row.check_on),
  decidedBy: row.decided_by,
  verdict: row.verdict as Verdict | null,
  verdictNote: row.verdict_note,
  checkedBy: row.checked_by,
  checkedAt: row.checked_at?.toISOString() ?? null,
})

/** Newest first, at most 500. */
export const listDecisions = async (db: Kysely<DB>, scope: Scope, only: { id?: string } = {}): Promise<DecisionRow[]> => {
  let query = db.selectFrom('decision').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)
  if (only.id !== undefined) query = query.where('id', '=', only.id)
  return (await query.orderBy('decided_on', 'desc').orderBy('id', 'desc').limit(500).execute()).map(toDecision)
}

export const insertDecision = async (
  db: Kysely<DB>,
  scope: Scope,
  input: DecisionInput,
  made: { by: string; now: Date },
): Promise<DecisionRow> =>
  toDecision(
    await db
      .insertInto('decision')
      .values({
        workspace_id: scope.workspaceId,
        id: newId(),
        brand_id: scope.brandId,
        review_id: input.reviewId,
        words: input.words,
        because: input.because,
        metric: input.expectation?.metric ?? null,
        account_id: input.expectation?.accountId ?? null,
        direction: input.expectation?.direction ?? null,
        decided_on: input.decidedOn,
        check_on: input.checkOn,
        decided_by: made.by,
        decided_at: made.now,
        verdict_note: '',
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/** Null when there is no such decision. */
export const saveVerdict = async (
  db: Kysely<DB>,
  scope: Scope & { decisionId: string },
  verdict: { verdict: Verdict; note: string; by: string; now: Date },
): Promise<DecisionRow | null> => {
  const row = await db
    .updateTable('decision')
    .set({ verdict: verdict.verdict, verdict_note: verdict.note, checked_by: verdict.by, checked_at: verdict.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', scope.decisionId)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : toDecision(row)
}
