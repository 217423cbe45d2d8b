/** Rows and files of media. A file is written beside its place and renamed into it, so that a half one is never read. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Kysely, Transaction } from 'kysely'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}
export interface MediaRow {
  id: string
  kind: 'image' | 'video'
  mime: string
  bytes: number
  width: number | null
  height: number | null
}

const fileOf = (dataDir: string, workspaceId: string, id: string) =>
  path.join(dataDir, 'media', workspaceId.replaceAll(/[^A-Za-z0-9_-]/g, '_'), id)

export const writeMediaFile = async (dataDir: string, workspaceId: string, id: string, bytes: Uint8Array): Promise<void> => {
  const file = fileOf(dataDir, workspaceId, id)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const half = `${file}.${randomUUID()}.half`
  const handle = await open(half, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(half, file)
}

/** The bytes of a media file; throws ENOENT when the file is gone. */
export const readMediaFile = async (dataDir: string, workspaceId: string, id: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(fileOf(dataDir, workspaceId, id)))

const columns = ['id', 'kind', 'mime', 'bytes', 'width', 'height'] as const

/** Keeps the row of a file; the same bytes twice are one row, and then `write` is not called. */
export const keepMedia = async (
  db: Kysely<DB>,
  scope: Scope,
  media: Omit<MediaRow, 'id'> & { fileName: string; sha256: string; by: string; now: Date },
  write: (id: string) => Promise<void>,
): Promise<MediaRow> => {
  const known = await db
    .selectFrom('media')
    .select(columns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('sha256', '=', media.sha256)
    .executeTakeFirst()
  if (known !== undefined) return { ...known, kind: known.kind as MediaRow['kind'] }
  const id = newId()
  // The file first: a row without its file would be a broken picture, a file without its row is only a few bytes.
  await write(id)
  const { fileName, sha256, by, now, ...facts } = media
  await db
    .insertInto('media')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      ...facts,
      file_name: fileName,
      sha256,
      created_by: by,
      created_at: now,
    })
    .execute()
  return { id, ...facts }
}

/** The fingerprint of a file's bytes; null when there is no such file in the brand. */
export const findMediaHash = async (db: Kysely<DB> | Transaction<DB>, scope: Scope, id: string): Promise<string | null> =>
  (
    await db
      .selectFrom('media')
      .select('sha256')
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('id', '=', id)
      .executeTakeFirst()
  )?.sha256 ?? null

export const findMedia = async (db: Kysely<DB>, scope: Scope, id: string): Promise<MediaRow | null> => {
  const row = await db
    .selectFrom('media')
    .select(columns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, kind: row.kind as MediaRow['kind'] }
}
