/** The SQL of follower audits; an audit is written once and never changed. */
import type { Kysely } from 'kysely'
import type { Audit } from '../../../../contract/audience.ts'
import type { ShareInput } from '../../../../statistics/classify/estimate-share.ts'
import type { DB } from '../../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}

export const insertAudit = async (
  db: Kysely<DB>,
  scope: Scope,
  { audit, drawn, counts }: { audit: Audit; drawn: readonly string[]; counts: ShareInput | null },
): Promise<void> => {
  await db
    .insertInto('audience_audit')
    .values({
      workspace_id: scope.workspaceId,
      id: audit.id,
      brand_id: scope.brandId,
      account_id: audit.accountId,
      name: audit.name,
      created_at: new Date(audit.createdAt),
      population: audit.population,
      drawn: JSON.stringify(drawn),
      counts: counts === null ? null : JSON.stringify(counts),
      audit: JSON.stringify(audit),
    })
    .execute()
}

export const listAudits = async (db: Kysely<DB>, scope: Scope): Promise<Audit[]> => {
  const rows = await db
    .selectFrom('audience_audit')
    .select('audit')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ audit }) => audit as unknown as Audit)
}

export interface Kept {
  createdAt: Date
  population: number
  drawn: string[]
  counts: ShareInput | null
}

/** The newest audit of an account; null without one. */
export const findNewest = async (db: Kysely<DB>, scope: Scope, accountId: string): Promise<Kept | null> => {
  const row = await db
    .selectFrom('audience_audit')
    .select(['created_at', 'population', 'drawn', 'counts'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    createdAt: row.created_at,
    population: row.population,
    drawn: row.drawn as unknown as string[],
    counts: row.counts as unknown as ShareInput | null,
  }
}
