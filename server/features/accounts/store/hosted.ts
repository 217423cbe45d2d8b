/** Keeps the records of networks that live inside Athar, each in its workspace. */
import type { Kysely } from 'kysely'
import type { HostedRecords } from '../../../../channels/port.ts'
import type { DB } from '../../../database/types.ts'

/** The records of one network in one workspace, as the port wants them. */
export const hostedRecords = (db: Kysely<DB>, workspaceId: string, network: string): HostedRecords => {
  const rowOf = (collection: string, key: string, body: unknown, occurredAt: Date) => ({
    workspace_id: workspaceId,
    network,
    collection,
    key,
    body: JSON.stringify(body),
    occurred_at: occurredAt,
  })
  const primary = ['workspace_id', 'network', 'collection', 'key'] as const
  const of = (collection: string) =>
    db
      .selectFrom('hosted_record')
      .select(['key', 'body', 'occurred_at'])
      .where('workspace_id', '=', workspaceId)
      .where('network', '=', network)
      .where('collection', '=', collection)
  return {
    add: async (collection, key, body, occurredAt) => {
      const result = await db
        .insertInto('hosted_record')
        .values(rowOf(collection, key, body, occurredAt))
        .onConflict((conflict) => conflict.columns([...primary]).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    put: async (collection, key, body, occurredAt) => {
      const row = rowOf(collection, key, body, occurredAt)
      await db
        .insertInto('hosted_record')
        .values(row)
        .onConflict((conflict) => conflict.columns([...primary]).doUpdateSet({ body: row.body, occurred_at: occurredAt }))
        .execute()
    },
    get: async (collection, key) => (await of(collection).where('key', '=', key).executeTakeFirst())?.body,
    list: async (collection, options = {}) => {
      let query = of(collection).orderBy('occurred_at', 'desc').orderBy('key', 'desc')
      if (options.keyPrefix !== undefined) query = query.where((where) => where.fn('starts_with', ['key', where.val(options.keyPrefix)]))
      if (options.since !== undefined) query = query.where('occurred_at', '>=', options.since)
      if (options.limit !== undefined) query = query.limit(options.limit)
      return (await query.execute()).map((row) => ({ key: row.key, body: row.body, occurredAt: row.occurred_at }))
    },
  }
}
