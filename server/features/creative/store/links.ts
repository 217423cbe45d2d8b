/** The SQL of clients' links and of reminders. */
import { sql } from 'kysely'
import type { Db, Scope } from './people.ts'

export interface ReviewRow {
  shareId: string
  deliverableId: string
  reader: string
  mayDecide: boolean
}

export const insertReview = async (db: Db, { workspaceId, brandId }: Scope, review: ReviewRow): Promise<void> => {
  await db
    .insertInto('creative_review')
    .values({
      workspace_id: workspaceId,
      share_id: review.shareId,
      brand_id: brandId,
      deliverable_id: review.deliverableId,
      reader: review.reader,
      may_decide: review.mayDecide,
    })
    .execute()
}

/** What a link is for; null when it was made for something else. */
export const findReview = async (db: Db, { workspaceId, brandId }: Scope, shareId: string): Promise<ReviewRow | null> => {
  const row = await db
    .selectFrom('creative_review')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('share_id', '=', shareId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { shareId: row.share_id, deliverableId: row.deliverable_id, reader: row.reader, mayDecide: row.may_decide }
}

/** Something of somebody's that is due soon or late. */
export interface DueRow {
  workspaceId: string
  brandId: string
  brandName: string
  timeZone: string
  subjectId: string
  briefId: string
  briefTitle: string
  kind: 'deliverable' | 'payment'
  title: string
  dueOn: string
  email: string | null
  language: 'en' | 'ar'
  personName: string | null
  /** The person's own account here, where they have one. */
  userId: string | null
}

/** What is due until `until` and neither delivered nor paid, in every workspace or in one brand. */
export const listDue = async (db: Db, until: string, scope?: Scope): Promise<DueRow[]> => {
  const within = (table: string) =>
    scope === undefined
      ? sql`true`
      : sql`${sql.ref(`${table}.workspace_id`)} = ${scope.workspaceId} and ${sql.ref(`${table}.brand_id`)} = ${scope.brandId}::uuid`
  const { rows } = await sql<DueRow>`
    select due.*, brand.name as "brandName", brand.time_zone as "timeZone" from (
      select work.workspace_id as "workspaceId", work.brand_id as "brandId", work.id as "subjectId", brief.id as "briefId", brief.title as "briefTitle",
        'deliverable' as kind, work.title, to_char(work.due_on, 'YYYY-MM-DD') as "dueOn", person.email, coalesce(person.language, 'en') as language,
        person.name as "personName", person.user_id as "userId"
      from creative_deliverable work
      join creative_brief brief on brief.workspace_id = work.workspace_id and brief.id = work.brief_id and brief.state = 'open'
      left join creative_person person on person.workspace_id = work.workspace_id and person.id = work.person_id and person.removed_at is null
      where work.due_on <= ${until}::date and work.delivered_at is null and ${within('work')}
      union all
      select cost.workspace_id, cost.brand_id, cost.id, brief.id, brief.title, 'payment', cost.label, to_char(cost.due_on, 'YYYY-MM-DD'),
        payer.email, coalesce(payer.language, 'en'), person.name, null
      from creative_cost cost
      join creative_brief brief on brief.workspace_id = cost.workspace_id and brief.id = cost.brief_id and brief.state <> 'dropped'
      left join creative_person person on person.workspace_id = cost.workspace_id and person.id = cost.person_id
      -- Whoever runs the workspace pays, the owner before managers; the person of the brief is paid and needs no letter.
      left join lateral (select auth_user.email, auth_user.language from workspace_member member join auth_user on auth_user.id = member."userId"
        where member."organizationId" = cost.workspace_id and member.role in ('owner', 'manager') and auth_user.email not like '%@no-mail.invalid'
        order by member.role <> 'owner', member."createdAt" limit 1) payer on true
      where cost.kind = 'payment' and cost.state <> 'paid' and cost.due_on <= ${until}::date and ${within('cost')}
    ) due
    join brand on brand.workspace_id = due."workspaceId" and brand.id = due."brandId"
    order by due."dueOn" limit 1000`.execute(db)
  return rows
}

/** Notes that a reminder goes out; false when it was noted before, and then it is not sent again. */
export const noteReminder = async (
  db: Db,
  reminder: { workspaceId: string; brandId: string; subjectId: string; dueOn: string; stage: string; now: Date },
): Promise<boolean> => {
  const row = await db
    .insertInto('creative_reminder')
    .values({
      workspace_id: reminder.workspaceId,
      brand_id: reminder.brandId,
      subject_id: reminder.subjectId,
      due_on: reminder.dueOn,
      stage: reminder.stage,
      at: reminder.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'subject_id', 'due_on', 'stage']).doNothing())
    .returning('stage')
    .executeTakeFirst()
  return row !== undefined
}

/** Deliverables on which clients left remarks that nobody has settled, newest first; at most five. */
export const listClientComments = async (
  db: Db,
  { workspaceId, brandId }: Scope,
): Promise<{ deliverableId: string; title: string; count: number; by: string; at: Date }[]> => {
  const { rows } = await sql<{ deliverableId: string; title: string; count: number; by: string; at: Date }>`
    select work.id as "deliverableId", work.title, count(*)::integer as count, max(comment.at) as at,
      (array_agg(comment.by_name order by comment.id desc))[1] as by
    from creative_comment comment
    join creative_deliverable work on work.workspace_id = comment.workspace_id and work.id = comment.deliverable_id
    where comment.workspace_id = ${workspaceId} and work.brand_id = ${brandId}::uuid and comment.from_link and comment.resolved_at is null
    group by work.id, work.title order by max(comment.at) desc limit 5`.execute(db)
  return rows
}
