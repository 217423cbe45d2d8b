/** The SQL of trial work: a text or a file each; its scores go when it goes. */
import type { Kysely, Transaction } from 'kysely'
import type { Work } from '../../../../contract/vetting-work.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { deleteSheetsOf, type One } from './candidates.ts'

type Db = Kysely<DB> | Transaction<DB>

export const insertWork = async (
  db: Db,
  one: One,
  work: { title: string; text: string; file: { name: string; bytes: Buffer } | null; now: Date },
): Promise<void> => {
  await db
    .insertInto('candidate_work')
    .values({
      workspace_id: one.workspaceId,
      id: newId(),
      candidate_id: one.candidateId,
      title: work.title,
      text: work.text,
      file_name: work.file?.name ?? null,
      bytes: work.file?.bytes ?? null,
      added_at: work.now,
    })
    .execute()
}

/** Oldest first, without the bytes of files. */
export const listWorks = async (db: Db, one: One): Promise<Work[]> => {
  const rows = await db
    .selectFrom('candidate_work')
    .select(({ fn }) => ['id', 'title', 'text', 'file_name', 'added_at', fn<number | null>('length', ['bytes']).as('size')])
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    file: row.file_name === null || row.size === null ? null : { name: row.file_name, bytes: row.size },
    addedAt: row.added_at.toISOString(),
  }))
}

export const findWorkFile = async (db: Db, one: One, workId: string): Promise<{ name: string; bytes: Buffer } | null> => {
  const row = await db
    .selectFrom('candidate_work')
    .select(['file_name', 'bytes'])
    .where('workspace_id', '=', one.workspaceId)
    .where('candidate_id', '=', one.candidateId)
    .where('id', '=', workId)
    .executeTakeFirst()
  return row === undefined || row.file_name === null || row.bytes === null ? null : { name: row.file_name, bytes: row.bytes }
}

/** False when there was none. */
export const deleteWork = (db: Kysely<DB>, one: One, workId: string): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const result = await trx
      .deleteFrom('candidate_work')
      .where('workspace_id', '=', one.workspaceId)
      .where('candidate_id', '=', one.candidateId)
      .where('id', '=', workId)
      .executeTakeFirst()
    await deleteSheetsOf(trx, one, { form: 'trial', source: workId })
    return result.numDeletedRows > 0n
  })
