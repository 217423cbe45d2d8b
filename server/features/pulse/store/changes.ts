/** The SQL of the workspace's own entries in the register. */
import type { Kysely, Transaction } from 'kysely'
import type { ChangeKind, NewChange, RegisterEntry } from '../../../../contract/register.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>

export const listChanges = async (db: Db, workspaceId: string): Promise<Omit<RegisterEntry, 'hits'>[]> =>
  (
    await db.selectFrom('pulse_change').selectAll().where('workspace_id', '=', workspaceId).orderBy('day', 'desc').limit(2000).execute()
  ).map((row) => ({
    id: row.id,
    day: String(row.day),
    platform: row.platform,
    network: row.network,
    kind: row.kind as ChangeKind,
    words: { text: row.words },
    metrics: row.metrics as string[] | null,
    source: row.source,
    sourceKind: null,
    addedBy: row.created_by,
  }))

export const insertChange = async (db: Db, workspaceId: string, change: NewChange, by: string, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('pulse_change')
    .values({
      workspace_id: workspaceId,
      id,
      day: change.day,
      platform: change.platform,
      network: change.network,
      kind: change.kind,
      words: change.words,
      metrics: change.metrics === null ? null : JSON.stringify(change.metrics),
      source: change.source,
      created_at: now,
      created_by: by,
    })
    .execute()
  return id
}

/** False when there is no such entry of this workspace. */
export const deleteChange = async (db: Db, workspaceId: string, changeId: string): Promise<boolean> => {
  const row = await db
    .deleteFrom('pulse_change')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', changeId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
