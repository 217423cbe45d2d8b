/** The SQL of weekly reviews: written once a week and brand, changed only on the version that was read. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Words } from '../../../contract/evidence.ts'
import { Review, type ReviewItem } from '../../../contract/review.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}
type ReviewRow = Omit<Review, 'decisions'>

/** The Sunday of a Monday's week. */
const sundayOf = (monday: string) => new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10)

const toReview = (row: Selectable<DB['weekly_review']>): ReviewRow => ({
  id: row.id,
  from: String(row.monday),
  to: sundayOf(String(row.monday)),
  headline: Review.shape.headline.parse(row.headline),
  items: Review.shape.items.parse(row.items),
  note: row.note,
  version: row.version,
  writtenAt: row.written_at.toISOString(),
  editedBy: row.edited_by,
  editedAt: row.edited_at?.toISOString() ?? null,
})

/** Newest first; at most five years. */
export const listReviews = async (
  db: Kysely<DB>,
  scope: Scope,
  only: { id?: string; monday?: string; limit?: number } = {},
): Promise<ReviewRow[]> => {
  let query = db.selectFrom('weekly_review').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)
  if (only.id !== undefined) query = query.where('id', '=', only.id)
  if (only.monday !== undefined) query = query.where('monday', '=', only.monday)
  return (
    await query
      .orderBy('monday', 'desc')
      .limit(only.limit ?? 260)
      .execute()
  ).map(toReview)
}

/** Does nothing when the week has its review already. */
export const insertReview = async (
  db: Kysely<DB>,
  scope: Scope,
  review: { monday: string; headline: Words; items: ReviewItem[]; now: Date },
): Promise<void> => {
  await db
    .insertInto('weekly_review')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      brand_id: scope.brandId,
      monday: review.monday,
      headline: JSON.stringify(review.headline),
      items: JSON.stringify(review.items),
      note: '',
      version: 1,
      written_at: review.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'monday']).doNothing())
    .execute()
}

/** False when somebody else changed it in the meantime. */
export const changeReview = async (
  db: Kysely<DB>,
  scope: Scope & { reviewId: string },
  change: { version: number; headline: Words; items: ReviewItem[]; note: string; by: string; now: Date },
): Promise<boolean> => {
  const row = await db
    .updateTable('weekly_review')
    .set({
      headline: JSON.stringify(change.headline),
      items: JSON.stringify(change.items),
      note: change.note,
      version: change.version + 1,
      edited_by: change.by,
      edited_at: change.now,
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', scope.reviewId)
    .where('version', '=', change.version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Brands with an account where it is Monday six o’clock or later, and the week before has no review. */
export const listBrandsToReview = async (db: Kysely<DB>, now: Date): Promise<(Scope & { monday: string })[]> => {
  const { rows } = await sql<{ workspace_id: string; brand_id: string; monday: string }>`
    with week as (
      select b.workspace_id, b.id, date_trunc('week', ${now}::timestamptz at time zone b.time_zone)::date - 7 as monday,
        (${now}::timestamptz at time zone b.time_zone) - date_trunc('week', ${now}::timestamptz at time zone b.time_zone) as gone
      from brand b where exists (select 1 from account a where a.workspace_id = b.workspace_id and a.brand_id = b.id))
    select workspace_id, id as brand_id, monday::text from week
    where gone >= interval '6 hours'
      and not exists (select 1 from weekly_review r where r.workspace_id = week.workspace_id and r.brand_id = week.id and r.monday = week.monday)
    order by 1, 2`.execute(db)
  return rows.map((row) => ({ workspaceId: row.workspace_id, brandId: row.brand_id, monday: row.monday }))
}
