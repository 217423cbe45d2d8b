/** The SQL of links to documents. */
import type { Kysely, Selectable } from 'kysely'
import type { Report } from '../../../contract/report.ts'
import type { Share, ShareKind } from '../../../contract/shares.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}

const shown = (row: Omit<Selectable<DB['share']>, 'report' | 'token_hash'>): Share => ({
  id: row.id,
  kind: row.kind as ShareKind,
  subjectId: row.subject_id,
  language: row.language as 'en' | 'ar',
  hasPin: row.pin_hash !== null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  expiresAt: row.expires_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  openedCount: row.opened_count,
  lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
})

/** Keeps a link. */
export const insertShare = async (
  db: Kysely<DB>,
  share: Scope & {
    kind: ShareKind
    subjectId: string
    language: 'en' | 'ar'
    report: Report
    tokenHash: Buffer
    pinHash: string | null
    createdAt: Date
    createdBy: string
    expiresAt: Date
  },
): Promise<Share> =>
  shown(
    await db
      .insertInto('share')
      .values({
        workspace_id: share.workspaceId,
        id: newId(),
        brand_id: share.brandId,
        kind: share.kind,
        subject_id: share.subjectId,
        language: share.language,
        report: JSON.stringify(share.report),
        token_hash: share.tokenHash,
        pin_hash: share.pinHash,
        created_at: share.createdAt,
        created_by: share.createdBy,
        expires_at: share.expiresAt,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/** Links of a brand, newest first, at most 200. */
export const listShares = async (db: Kysely<DB>, scope: Scope & { kind?: ShareKind; subjectId?: string }): Promise<Share[]> => {
  const rows = await db
    .selectFrom('share')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .$if(scope.kind !== undefined, (query) => query.where('kind', '=', scope.kind as string))
    .$if(scope.subjectId !== undefined, (query) => query.where('subject_id', '=', scope.subjectId as string))
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(shown)
}

/** Ends a link for good; null when there is none. The document goes with it: nobody may read it any more. */
export const revokeShare = async (db: Kysely<DB>, scope: Scope & { shareId: string }, now: Date): Promise<Share | null> => {
  const row = await db
    .updateTable('share')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)), report: JSON.stringify({}) }))
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', scope.shareId)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : shown(row)
}

/** Ends every link to a thing that is deleted. */
export const dropShares = async (db: Kysely<DB>, scope: Scope & { kind: ShareKind; subjectId: string }): Promise<void> => {
  await db
    .deleteFrom('share')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('kind', '=', scope.kind)
    .where('subject_id', '=', scope.subjectId)
    .execute()
}

/** The link that a token opens, whether it still does or not. */
export const findByToken = (db: Kysely<DB>, tokenHash: Buffer) =>
  db.selectFrom('share').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()

/** Counts a reader. */
export const noteOpened = async (db: Kysely<DB>, workspaceId: string, id: string, now: Date): Promise<void> => {
  await db
    .updateTable('share')
    .set((eb) => ({ opened_count: eb('opened_count', '+', 1), last_opened_at: now }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/**
 * Takes one guess at the PIN; false while the link rests. The `most`-th guess since the last right one closes the link until `restUntil`, in the same
 * statement, so that guesses side by side cannot slip through together.
 */
export const claimGuess = async (
  db: Kysely<DB>,
  workspaceId: string,
  id: string,
  { most, restUntil, now }: { most: number; restUntil: Date; now: Date },
): Promise<boolean> => {
  const row = await db
    .updateTable('share')
    .set((eb) => ({
      pin_failures: eb('pin_failures', '+', 1),
      pin_locked_until: eb
        .case()
        .when(eb('pin_failures', '>=', most - 1))
        .then(restUntil)
        .else(eb.ref('pin_locked_until'))
        .end(),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('pin_locked_until', 'is', null), eb('pin_locked_until', '<=', now)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The PIN was right. */
export const forgetGuesses = async (db: Kysely<DB>, workspaceId: string, id: string): Promise<void> => {
  await db
    .updateTable('share')
    .set({ pin_failures: 0, pin_locked_until: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
