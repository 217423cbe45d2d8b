/** The SQL of versions, comments and rights. */
import { sql } from 'kysely'
import type { DeliverableComment, RightInput } from '../../../../contract/creative.ts'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './people.ts'

export interface VersionRow {
  id: string
  deliverableId: string
  number: number
  mediaId: string | null
  text: string
  url: string | null
  alt: string
  note: string
  contentHash: string
  createdBy: string
  createdAt: Date
}

/** Versions of a deliverable, newest first. */
export const listVersions = async (db: Db, workspaceId: string, deliverableId: string): Promise<VersionRow[]> =>
  (
    await db
      .selectFrom('creative_version')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('deliverable_id', '=', deliverableId)
      .orderBy('number', 'desc')
      .execute()
  ).map((row) => ({
    id: row.id,
    deliverableId: row.deliverable_id,
    number: row.number,
    mediaId: row.media_id,
    text: row.text,
    url: row.url,
    alt: row.alt,
    note: row.note,
    contentHash: row.content_hash,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }))

export const insertVersion = async (
  db: Db,
  workspaceId: string,
  version: Omit<VersionRow, 'id' | 'number' | 'createdAt'> & { now: Date },
): Promise<string> => {
  const id = newId()
  // Two people who hand in at once get two numbers: the deliverable's row is the queue.
  await sql`select from creative_deliverable where workspace_id = ${workspaceId} and id = ${version.deliverableId}::uuid for update`.execute(
    db,
  )
  const last = await db
    .selectFrom('creative_version')
    .select((select) => select.fn.max('number').as('number'))
    .where('workspace_id', '=', workspaceId)
    .where('deliverable_id', '=', version.deliverableId)
    .executeTakeFirst()
  await db
    .insertInto('creative_version')
    .values({
      workspace_id: workspaceId,
      id,
      deliverable_id: version.deliverableId,
      number: Number(last?.number ?? 0) + 1,
      media_id: version.mediaId,
      text: version.text,
      url: version.url,
      alt: version.alt,
      note: version.note,
      content_hash: version.contentHash,
      created_by: version.createdBy,
      created_at: version.now,
    })
    .execute()
  return id
}

/** Comments of a deliverable in the order in which they were written. */
export const listComments = async (db: Db, workspaceId: string, deliverableId: string): Promise<DeliverableComment[]> =>
  (
    await db
      .selectFrom('creative_comment as comment')
      .innerJoin('creative_version as version', (join) =>
        join.onRef('version.workspace_id', '=', 'comment.workspace_id').onRef('version.id', '=', 'comment.version_id'),
      )
      .selectAll('comment')
      .select('version.number')
      .where('comment.workspace_id', '=', workspaceId)
      .where('comment.deliverable_id', '=', deliverableId)
      .orderBy('comment.id')
      .execute()
  ).map((row) => ({
    id: row.id,
    versionId: row.version_id,
    versionNumber: row.number,
    x: row.x,
    y: row.y,
    body: row.body,
    by: row.by_name,
    fromLink: row.from_link,
    internal: row.internal,
    at: row.at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
  }))

export const insertComment = async (
  db: Db,
  workspaceId: string,
  comment: {
    deliverableId: string
    versionId: string
    x: number | null
    y: number | null
    body: string
    by: { key: string; name: string }
    fromLink: boolean
    internal: boolean
    now: Date
  },
): Promise<void> => {
  await db
    .insertInto('creative_comment')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      deliverable_id: comment.deliverableId,
      version_id: comment.versionId,
      x: comment.x,
      y: comment.y,
      body: comment.body,
      by_key: comment.by.key,
      by_name: comment.by.name,
      from_link: comment.fromLink,
      internal: comment.internal,
      at: comment.now,
    })
    .execute()
}

export const settleComment = async (
  db: Db,
  workspaceId: string,
  deliverableId: string,
  commentId: string,
  settled: { at: Date; by: string } | null,
): Promise<boolean> => {
  const done = await db
    .updateTable('creative_comment')
    .set({ resolved_at: settled?.at ?? null, resolved_by: settled?.by ?? null })
    .where('workspace_id', '=', workspaceId)
    .where('deliverable_id', '=', deliverableId)
    .where('id', '=', commentId)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

export type RightRow = RightInput & { mediaId: string; updatedBy: string; updatedAt: Date }

const selectRights = (db: Db, { workspaceId, brandId }: Scope) =>
  db
    .selectFrom('creative_right')
    .select([
      'media_id',
      'license',
      'holder',
      'consent',
      'alt',
      'note',
      'updated_by',
      'updated_at',
      sql<string | null>`to_char(expires_on, 'YYYY-MM-DD')`.as('expires'),
      sql<string | null>`to_char(consent_expires_on, 'YYYY-MM-DD')`.as('consent_expires'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)

type FoundRight = Awaited<ReturnType<ReturnType<typeof selectRights>['execute']>>[number]
const toRight = (row: FoundRight): RightRow => ({
  mediaId: row.media_id,
  license: row.license as RightInput['license'],
  holder: row.holder,
  expiresOn: row.expires,
  consent: row.consent as RightInput['consent'],
  consentExpiresOn: row.consent_expires,
  alt: row.alt,
  note: row.note,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
})

/** The rights of these files; files without one are missing from the answer. */
export const findRights = async (db: Db, scope: Scope, mediaIds: string[]): Promise<RightRow[]> =>
  mediaIds.length === 0 ? [] : (await selectRights(db, scope).where('media_id', 'in', mediaIds).execute()).map(toRight)

/** The rights of a brand, those that end first on top; at most 500. */
export const listRights = async (db: Db, scope: Scope): Promise<RightRow[]> =>
  (await selectRights(db, scope).orderBy(sql`least(expires_on, consent_expires_on) nulls last`).limit(500).execute()).map(toRight)

export const keepRight = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  mediaId: string,
  right: RightInput,
  by: string,
  now: Date,
): Promise<void> => {
  const set = {
    license: right.license,
    holder: right.holder,
    expires_on: right.expiresOn,
    consent: right.consent,
    consent_expires_on: right.consentExpiresOn,
    alt: right.alt,
    note: right.note,
    updated_by: by,
    updated_at: now,
  }
  await db
    .insertInto('creative_right')
    .values({ workspace_id: workspaceId, media_id: mediaId, brand_id: brandId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'media_id']).doUpdateSet(set))
    .execute()
}
