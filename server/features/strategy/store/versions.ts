/** The SQL of strategies: versions, each written once. */
import type { Kysely, Transaction } from 'kysely'
import { StrategyContent, type StrategyVersion } from '../../../../contract/strategy.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { DB } from '../../../database/types.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

/** Newest first. */
export const listVersions = async (db: Db, scope: Scope, limit = 500): Promise<StrategyVersion[]> =>
  (
    await db
      .selectFrom('strategy_version')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute()
  ).map((row) => ({
    number: row.number,
    content: StrategyContent.parse(row.content),
    note: row.note,
    changes: row.changes as unknown as Sentence[],
    savedBy: row.saved_by,
    savedAt: row.saved_at.toISOString(),
  }))

export const findCurrent = async (db: Db, scope: Scope): Promise<StrategyVersion | null> => (await listVersions(db, scope, 1))[0] ?? null

/** False when somebody else wrote that number first; then nothing is stored. */
export const insertVersion = async (db: Db, scope: Scope, version: StrategyVersion): Promise<boolean> => {
  const inserted = await db
    .insertInto('strategy_version')
    .values({
      workspace_id: scope.workspaceId,
      brand_id: scope.brandId,
      number: version.number,
      content: JSON.stringify(version.content),
      note: version.note,
      changes: JSON.stringify(version.changes),
      saved_by: version.savedBy,
      saved_at: new Date(version.savedAt),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return inserted !== undefined
}
