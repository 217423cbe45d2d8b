/** The SQL of accounts. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Limit } from '../../../../channels/limits.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import type { Sealed } from '../../../vault/vault.ts'
import { saveCredential } from './credentials.ts'

type Db = Kysely<DB> | Transaction<DB>

export interface AccountRow {
  workspaceId: string
  id: string
  brandId: string
  network: string
  networkAccountId: string
  handle: string
  displayName: string
  avatarUrl: string | null
  serviceUrl: string | null
  state: 'connected' | 'reconnect' | 'removed' | 'archive'
  stateReason: Sentence | null
  pace: number
  /** The limits of the account's own server, where they differ from the network's. */
  limits: Limit[] | null
  rateLimitedUntil: Date | null
  tokenExpiresAt: Date | null
  connectedAt: Date
}

const toRow = (row: Selectable<DB['account']>): AccountRow => ({
  workspaceId: row.workspace_id,
  id: row.id,
  brandId: row.brand_id,
  network: row.network,
  networkAccountId: row.network_account_id,
  handle: row.handle,
  displayName: row.display_name,
  avatarUrl: row.avatar_url,
  serviceUrl: row.service_url,
  state: row.state as AccountRow['state'],
  stateReason: row.state_reason as Sentence | null,
  pace: row.pace,
  limits: row.limits as Limit[] | null,
  rateLimitedUntil: row.rate_limited_until,
  tokenExpiresAt: row.token_expires_at,
  connectedAt: row.connected_at,
})

export interface NewAccount {
  workspaceId: string
  brandId: string
  network: string
  networkAccountId: string
  handle: string
  displayName: string
  avatarUrl: string | null
  serviceUrl: string | null
  pace: number
  tokenExpiresAt: Date | null
  limits: Limit[] | null
  now: Date
}

/**
 * Keeps a connected account and its credential together, or neither; an account that was there (removed, imported, to be reconnected) comes
 * back under its old id, with its history. `seal` is told the id, to which it binds the secret.
 */
export const saveConnected = (db: Kysely<DB>, account: NewAccount, seal: (accountId: string) => Sealed): Promise<AccountRow> =>
  db.transaction().execute(async (trx) => {
    const live = {
      handle: account.handle,
      display_name: account.displayName,
      avatar_url: account.avatarUrl,
      service_url: account.serviceUrl,
      state: 'connected',
      state_reason: null,
      pace: account.pace,
      limits: account.limits === null ? null : JSON.stringify(account.limits),
      rate_limited_until: null,
      token_expires_at: account.tokenExpiresAt,
      removed_at: null,
      connected_at: account.now,
    }
    const row = await trx
      .insertInto('account')
      .values({
        workspace_id: account.workspaceId,
        id: newId(),
        brand_id: account.brandId,
        network: account.network,
        network_account_id: account.networkAccountId,
        ...live,
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'network', 'network_account_id']).doUpdateSet(live))
      .returningAll()
      .executeTakeFirstOrThrow()
    await saveCredential(trx, { workspaceId: account.workspaceId, id: row.id }, seal(row.id), account.now)
    return toRow(row)
  })

/** The account that imported files belong to, made when it is not there yet. */
export const ensureArchive = async (
  db: Db,
  account: Omit<NewAccount, 'pace' | 'limits' | 'tokenExpiresAt' | 'serviceUrl' | 'avatarUrl'>,
): Promise<AccountRow> => {
  const inserted = await db
    .insertInto('account')
    .values({
      workspace_id: account.workspaceId,
      id: newId(),
      brand_id: account.brandId,
      network: account.network,
      network_account_id: account.networkAccountId,
      handle: account.handle,
      display_name: account.displayName,
      state: 'archive',
      connected_at: account.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'network', 'network_account_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  const row =
    inserted ??
    (await db
      .selectFrom('account')
      .selectAll()
      .where('workspace_id', '=', account.workspaceId)
      .where('brand_id', '=', account.brandId)
      .where('network', '=', account.network)
      .where('network_account_id', '=', account.networkAccountId)
      .executeTakeFirstOrThrow())
  return toRow(row)
}

/** Holds the account's row to the end of the transaction; false when it was removed. */
export const lockLive = async (trx: Transaction<DB>, account: { workspaceId: string; id: string }): Promise<boolean> => {
  const row = await trx
    .selectFrom('account')
    .select('state')
    .where('workspace_id', '=', account.workspaceId)
    .where('id', '=', account.id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined && row.state !== 'removed'
}

export const findAccount = async (db: Db, workspaceId: string, accountId: string): Promise<AccountRow | null> => {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row === undefined ? null : toRow(row)
}

export const listAccounts = async (db: Db, scope: { workspaceId: string; brandId: string }, withRemoved = false): Promise<AccountRow[]> => {
  let query = db.selectFrom('account').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)
  if (!withRemoved) query = query.where('state', '!=', 'removed')
  return (await query.orderBy('connected_at').execute()).map(toRow)
}

/** An account with its sealed credential, in one look. */
export const findWithCredential = async (
  db: Db,
  workspaceId: string,
  accountId: string,
): Promise<{ account: AccountRow; credential: { sealed: Buffer; updatedAt: Date } | null } | null> => {
  const row = await db
    .selectFrom('account')
    .leftJoin('credential', (join) =>
      join.onRef('credential.workspace_id', '=', 'account.workspace_id').onRef('credential.account_id', '=', 'account.id'),
    )
    .selectAll('account')
    .select(['credential.sealed', 'credential.updated_at as sealed_at'])
    .where('account.workspace_id', '=', workspaceId)
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { sealed, sealed_at: updatedAt, ...account } = row
  return { account: toRow(account), credential: sealed === null || updatedAt === null ? null : { sealed, updatedAt } }
}

/** Every connected account of every workspace, for work on the clock. */
export const listConnected = async (db: Db): Promise<AccountRow[]> =>
  (await db.selectFrom('account').selectAll().where('state', '=', 'connected').orderBy('connected_at').execute()).map(toRow)

/** Connected accounts whose credential ends before the given moment. */
export const listExpiring = async (db: Db, before: Date): Promise<AccountRow[]> =>
  (await db.selectFrom('account').selectAll().where('state', '=', 'connected').where('token_expires_at', '<', before).execute()).map(toRow)

/** Changes what a network told us of an account. */
export const updateAccount = async (
  db: Db,
  account: { workspaceId: string; id: string },
  change: {
    state?: AccountRow['state']
    stateReason?: Sentence | null
    pace?: number
    rateLimitedUntil?: Date | null
    tokenExpiresAt?: Date | null
    limits?: Limit[]
  },
): Promise<void> => {
  await db
    .updateTable('account')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.stateReason === undefined
        ? {}
        : { state_reason: change.stateReason === null ? null : JSON.stringify(change.stateReason) }),
      ...(change.pace === undefined ? {} : { pace: change.pace }),
      ...(change.rateLimitedUntil === undefined ? {} : { rate_limited_until: change.rateLimitedUntil }),
      ...(change.limits === undefined ? {} : { limits: JSON.stringify(change.limits) }),
      ...(change.tokenExpiresAt === undefined ? {} : { token_expires_at: change.tokenExpiresAt }),
    })
    .where('workspace_id', '=', account.workspaceId)
    .where('id', '=', account.id)
    // A removed account stays removed, whatever a late answer says.
    .where('state', '!=', 'removed')
    .execute()
}

/** Removes an account and destroys its credential; posts, metrics and proofs stay. Null when it is not there. */
export const removeAccount = (
  db: Kysely<DB>,
  scope: { workspaceId: string; brandId: string; accountId: string },
  now: Date,
): Promise<AccountRow | null> =>
  db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('account')
      .set({ state: 'removed', removed_at: now, state_reason: null, token_expires_at: null })
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('id', '=', scope.accountId)
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) return null
    await trx.deleteFrom('credential').where('workspace_id', '=', scope.workspaceId).where('account_id', '=', scope.accountId).execute()
    return toRow(row)
  })
