/** The SQL of the keys that sign track records. */
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>

export interface KeyRow {
  workspaceId: string
  id: string
  publicKey: string
  sealed: Buffer
  sealedBy: string
  createdAt: Date
  retiredAt: Date | null
}
export const listSigningKeys = async (db: Db, workspaceId?: string): Promise<KeyRow[]> => {
  let query = db.selectFrom('signing_key').selectAll()
  if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId)
  const rows = await query
    .orderBy('retired_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    id: row.id,
    publicKey: row.public_key,
    sealed: row.sealed,
    sealedBy: row.sealed_by,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }))
}

/** Puts a key in front; the others sign no more, and still verify. */
export const insertSigningKey = async (db: Kysely<DB>, key: Omit<KeyRow, 'retiredAt' | 'createdAt'>, now: Date): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('signing_key')
      .set({ retired_at: now })
      .where('workspace_id', '=', key.workspaceId)
      .where('retired_at', 'is', null)
      .execute()
    await trx
      .insertInto('signing_key')
      .values({
        workspace_id: key.workspaceId,
        id: key.id,
        public_key: key.publicKey,
        sealed: key.sealed,
        sealed_by: key.sealedBy,
        created_at: now,
      })
      .execute()
  })
}

/** Keeps a key sealed anew, unless somebody else did in between. */
export const resealSigningKey = async (db: Db, key: KeyRow, sealed: { keyId: string; sealed: Buffer }): Promise<void> => {
  await db
    .updateTable('signing_key')
    .set({ sealed: sealed.sealed, sealed_by: sealed.keyId })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.id)
    .where('sealed_by', '=', key.sealedBy)
    .execute()
}
