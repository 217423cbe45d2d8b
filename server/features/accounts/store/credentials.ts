/** The SQL of credentials: only ever stored sealed, renewed under a lock, sealed again after a rotation. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { Sealed } from '../../../vault/vault.ts'

type Db = Kysely<DB> | Transaction<DB>

/** What a credential is bound to: moved to another row, it does not open. */
export const boundTo = (workspaceId: string, accountId: string) => `credential|${workspaceId}|${accountId}`

export const saveCredential = async (db: Db, account: { workspaceId: string; id: string }, sealed: Sealed, now: Date): Promise<void> => {
  const values = { key_id: sealed.keyId, sealed: sealed.sealed, updated_at: now }
  await db
    .insertInto('credential')
    .values({ workspace_id: account.workspaceId, account_id: account.id, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(values))
    .execute()
}

export const findCredential = async (
  db: Db,
  workspaceId: string,
  accountId: string,
): Promise<{ sealed: Buffer; updatedAt: Date } | null> => {
  const row = await db
    .selectFrom('credential')
    .select(['sealed', 'updated_at'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row === undefined ? null : { sealed: row.sealed, updatedAt: row.updated_at }
}

/** Runs `use` while no other process refreshes this account's credential; the lock ends with the transaction. */
export const whileRefreshing = <Result>(
  db: Kysely<DB>,
  account: { workspaceId: string; id: string },
  use: (trx: Transaction<DB>) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${boundTo(account.workspaceId, account.id)}, 0))`.execute(trx)
    return use(trx)
  })

/** Credentials that another key than the given one sealed. */
export const listSealedOtherwise = async (db: Db, keyId: string): Promise<{ workspaceId: string; accountId: string }[]> =>
  (await db.selectFrom('credential').select(['workspace_id', 'account_id']).where('key_id', '!=', keyId).execute()).map((row) => ({
    workspaceId: row.workspace_id,
    accountId: row.account_id,
  }))

/** Replaces one credential by what `reseal` makes of it, unless it is gone. */
export const reseal = (
  db: Kysely<DB>,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
  resealOne: (sealed: Buffer, boundTo: string) => Sealed,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const credential = await trx
      .selectFrom('credential')
      .select(['sealed', 'updated_at'])
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (credential === undefined) return
    const sealed = resealOne(credential.sealed, boundTo(workspaceId, accountId))
    await saveCredential(trx, { workspaceId, id: accountId }, sealed, credential.updated_at)
  })

/** Ids of the keys that credentials, and the secrets of shops' webhooks, are sealed with. */
export const listUsedKeys = async (db: Db): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('credential')
    .select('key_id')
    .union(db.selectFrom('hook').select('key_id').where('removed_at', 'is', null))
    .execute()
  return new Set(rows.map(({ key_id }) => key_id))
}
