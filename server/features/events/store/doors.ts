/** The SQL of the ways in: site keys, webhooks with their replay guard, and files. */
import { type Kysely, sql } from 'kysely'
import type { EventImport, Shop } from '../../../../contract/events.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './events.ts'

export const listSiteKeys = async (db: Kysely<DB>, scope: Scope) =>
  db
    .selectFrom('site_key')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()

export const insertSiteKey = async (
  db: Kysely<DB>,
  scope: Scope,
  key: { id: string; key: string; origins: string[] },
  now: Date,
): Promise<void> => {
  await db
    .insertInto('site_key')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, ...key, created_at: now })
    .execute()
}

export const revokeSiteKey = async (db: Kysely<DB>, scope: Scope, id: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('site_key')
    .set({ revoked_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whose events a key lets in. */
export const findSiteKey = async (db: Kysely<DB>, key: string): Promise<(Scope & { origins: string[] }) | null> => {
  const row = await db
    .selectFrom('site_key')
    .select(['workspace_id', 'brand_id', 'origins'])
    .where('key', '=', key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { workspaceId: row.workspace_id, brandId: row.brand_id, origins: row.origins }
}

export interface HookRow extends Scope {
  id: string
  shop: Shop
  secret: Buffer
  createdAt: Date
  lastAt: Date | null
  lastProblem: Sentence | null
  accepted: number
  refused: number
}
const hookRows = (db: Kysely<DB>) => db.selectFrom('hook').selectAll().where('removed_at', 'is', null)
const toHook = (row: Awaited<ReturnType<ReturnType<typeof hookRows>['execute']>>[0]): HookRow => ({
  workspaceId: row.workspace_id,
  brandId: row.brand_id,
  id: row.id,
  shop: row.shop as Shop,
  secret: row.secret,
  createdAt: row.created_at,
  lastAt: row.last_at,
  lastProblem: row.last_problem as Sentence | null,
  accepted: row.accepted,
  refused: row.refused,
})

export const listHooks = async (db: Kysely<DB>, scope: Scope): Promise<HookRow[]> =>
  (await hookRows(db).where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId).orderBy('id').execute()).map(
    toHook,
  )

export const findHook = async (db: Kysely<DB>, id: string): Promise<HookRow | null> => {
  const row = await hookRows(db).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toHook(row)
}

export const insertHook = async (
  db: Kysely<DB>,
  scope: Scope,
  hook: { id: string; shop: Shop; secret: Buffer; keyId: string },
  now: Date,
): Promise<void> => {
  await db
    .insertInto('hook')
    .values({
      workspace_id: scope.workspaceId,
      brand_id: scope.brandId,
      id: hook.id,
      shop: hook.shop,
      secret: hook.secret,
      key_id: hook.keyId,
      created_at: now,
    })
    .execute()
}

export const removeHook = async (db: Kysely<DB>, scope: Scope, id: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('hook')
    .set({ removed_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes how a delivery went; a problem leaves the count of those that were accepted. */
export const noteDelivery = async (db: Kysely<DB>, hook: HookRow, now: Date, problem: Sentence | null): Promise<void> => {
  await sql`update hook set last_at = ${now}, last_problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb,
    accepted = accepted + ${problem === null ? 1 : 0}, refused = refused + ${problem === null ? 0 : 1}
    where workspace_id = ${hook.workspaceId} and id = ${hook.id}::uuid`.execute(db)
}

/** False when this delivery came before. */
export const noteReplay = async (db: Kysely<DB>, hook: HookRow, delivery: string, now: Date): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('hook_delivery')
    .values({ workspace_id: hook.workspaceId, hook_id: hook.id, delivery, at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hook_id', 'delivery']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const forgetDelivery = async (db: Kysely<DB>, hook: HookRow, delivery: string): Promise<void> => {
  await db
    .deleteFrom('hook_delivery')
    .where('workspace_id', '=', hook.workspaceId)
    .where('hook_id', '=', hook.id)
    .where('delivery', '=', delivery)
    .execute()
}

const importRows = (db: Kysely<DB>, scope: Scope) =>
  db.selectFrom('event_import').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)

export const listImports = async (db: Kysely<DB>, scope: Scope, id?: string): Promise<EventImport[]> => {
  let query = importRows(db, scope)
  if (id !== undefined) query = query.where('id', '=', id)
  return (await query.orderBy('id', 'desc').limit(50).execute()).map((row) => ({
    id: row.id,
    fileName: row.file_name,
    state: row.state as EventImport['state'],
    rows: Number(row.rows),
    saved: Number(row.saved),
    repeated: Number(row.repeated),
    bytes: Number(row.bytes),
    ofBytes: row.of_bytes === null ? null : Number(row.of_bytes),
    problem: row.problem as Sentence | null,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    by: row.by_name,
  }))
}

export const insertImport = async (
  db: Kysely<DB>,
  scope: Scope,
  begun: { id: string; fileName: string; ofBytes: number | null; by: string; now: Date },
): Promise<void> => {
  await db
    .insertInto('event_import')
    .values({
      workspace_id: scope.workspaceId,
      id: begun.id,
      brand_id: scope.brandId,
      file_name: begun.fileName,
      state: 'reading',
      of_bytes: begun.ofBytes,
      started_at: begun.now,
      by_name: begun.by,
    })
    .execute()
}

/** Changes an import that is under way; false when it has ended, e.g. because somebody canceled it. */
export const noteImport = async (
  db: Kysely<DB>,
  workspaceId: string,
  id: string,
  change: {
    state?: EventImport['state']
    rows?: number
    saved?: number
    repeated?: number
    bytes?: number
    problem?: Sentence
    endedAt?: Date
  },
): Promise<boolean> => {
  const { endedAt, problem, ...rest } = change
  const { numUpdatedRows } = await db
    .updateTable('event_import')
    .set({
      ...rest,
      ...(problem === undefined ? {} : { problem: JSON.stringify(problem) }),
      ...(endedAt === undefined ? {} : { ended_at: endedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['reading', 'saving'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface SealedHook {
  workspaceId: string
  id: string
  secret: Buffer
  keyId: string
}

/** Hooks in use whose secret another key than the given one sealed. */
export const listHooksSealedOtherwise = async (db: Kysely<DB>, keyId: string): Promise<SealedHook[]> =>
  (
    await db
      .selectFrom('hook')
      .select(['workspace_id', 'id', 'secret', 'key_id'])
      .where('key_id', '!=', keyId)
      .where('removed_at', 'is', null)
      .execute()
  ).map((row) => ({ workspaceId: row.workspace_id, id: row.id, secret: row.secret, keyId: row.key_id }))

/** Keeps a secret sealed anew, unless somebody else did in between. */
export const resealHook = async (db: Kysely<DB>, hook: SealedHook, sealed: { keyId: string; sealed: Buffer }): Promise<void> => {
  await db
    .updateTable('hook')
    .set({ secret: sealed.sealed, key_id: sealed.keyId })
    .where('workspace_id', '=', hook.workspaceId)
    .where('id', '=', hook.id)
    .where('key_id', '=', hook.keyId)
    .execute()
}
