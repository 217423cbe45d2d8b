/** The SQL that finds what hangs on accounts that are to be let go. */
import type { Kysely } from 'kysely'
import type { Retirement } from '../../../../contract/retire.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './shifts.ts'

export const listRetiring = async (
  db: Kysely<DB>,
  scope: Scope,
  accountIds: readonly string[],
): Promise<Pick<Retirement, 'planned' | 'experiments' | 'held'>> => {
  const [publications, experiments] = await Promise.all([
    db
      .selectFrom('publication')
      .select(['id', 'post_id', 'scheduled_at', 'state'])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('account_id', 'in', accountIds)
      .where('state', 'in', ['draft', 'approved', 'scheduled', 'missed', 'failed', 'claimed', 'sending', 'unknown'])
      .orderBy('scheduled_at')
      .limit(5000)
      .execute(),
    db
      .selectFrom('experiment')
      .select('id')
      .where('workspace_id', '=', scope.workspaceId)
      .where('account_id', 'in', accountIds)
      .where('state', '=', 'running')
      .execute(),
  ])
  const held = new Set(['claimed', 'sending', 'unknown'])
  return {
    planned: publications
      .filter(({ state }) => !held.has(state))
      .map((row) => ({ publicationId: row.id, postId: row.post_id, scheduledAt: row.scheduled_at?.toISOString() ?? null })),
    experiments: experiments.map(({ id }) => id),
    held: publications.filter(({ state }) => held.has(state)).length,
  }
}
