/** The SQL of briefs and their deliverables. */
import { sql } from 'kysely'
import type { BriefedLimit, BriefInput, BriefSummary, DeliverableInput, DeliverableSummary } from '../../../../contract/creative.ts'
import type { Format } from '../../../../contract/content.ts'
import { newId } from '../../../database/ids.ts'
import type { Db, Scope } from './people.ts'

/** A brief as it is stored. */
export type BriefRow = Omit<BriefSummary, 'deliverables'> & { createdById: string }
/** A deliverable with what was handed in, said and logged about it; how it stands with approvals is another room's. */
export type DeliverableRow = Omit<DeliverableSummary, 'state'> & { postId: string | null; latestHash: string | null; createdAt: Date }

const day = (column: string) => sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`

const selectBriefs = (db: Db, { workspaceId, brandId }: Scope) =>
  db
    .selectFrom('creative_brief')
    .select([
      'id',
      'title',
      'post_id',
      'campaign_id',
      'pillar',
      'objective',
      'audience',
      'message',
      'reference_list',
      'currency',
      'state',
      'created_by',
      'created_by_id',
      'created_at',
      sql<string | null>`trim_scale(budget)::text`.as('budget_text'),
      day('due_on').as('due'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)

type Found = Awaited<ReturnType<ReturnType<typeof selectBriefs>['execute']>>[number]
const toBrief = (row: Found): BriefRow => ({
  id: row.id,
  title: row.title,
  postId: row.post_id,
  campaignId: row.campaign_id,
  pillar: row.pillar,
  objective: row.objective,
  audience: row.audience,
  message: row.message,
  references: row.reference_list as unknown as BriefInput['references'],
  currency: row.currency,
  budget: row.budget_text,
  dueOn: row.due,
  state: row.state as BriefRow['state'],
  createdBy: row.created_by,
  createdById: row.created_by_id,
  createdAt: row.created_at.toISOString(),
})

export const listBriefs = async (
  db: Db,
  scope: Scope,
  options: { state?: BriefRow['state']; before?: string; limit: number },
): Promise<BriefRow[]> => {
  let query = selectBriefs(db, scope)
  if (options.state !== undefined) query = query.where('state', '=', options.state)
  if (options.before !== undefined) query = query.where('id', '<', options.before)
  return (await query.orderBy('id', 'desc').limit(options.limit).execute()).map(toBrief)
}

export const findBrief = async (db: Db, scope: Scope, id: string): Promise<BriefRow | null> => {
  const row = await selectBriefs(db, scope).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toBrief(row)
}

const columnsOf = (brief: BriefInput) => ({
  title: brief.title,
  post_id: brief.postId,
  campaign_id: brief.campaignId,
  pillar: brief.pillar === '' ? null : brief.pillar,
  objective: brief.objective,
  audience: brief.audience,
  message: brief.message,
  reference_list: JSON.stringify(brief.references),
  budget: brief.budget,
  currency: brief.currency,
  due_on: brief.dueOn,
})

export const insertBrief = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  brief: BriefInput,
  by: { id: string; name: string },
  now: Date,
): Promise<string> => {
  const id = newId()
  await db
    .insertInto('creative_brief')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: brandId,
      ...columnsOf(brief),
      state: 'open',
      created_by: by.name,
      created_by_id: by.id,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return id
}

export const updateBrief = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  id: string,
  change: BriefInput & { state: BriefRow['state'] },
  now: Date,
): Promise<void> => {
  await db
    .updateTable('creative_brief')
    .set({ ...columnsOf(change), state: change.state, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
}

export const setBriefPost = async (db: Db, { workspaceId, brandId }: Scope, id: string, postId: string, now: Date): Promise<void> => {
  await db
    .updateTable('creative_brief')
    .set({ post_id: postId, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
}

const selectDeliverables = (db: Db, { workspaceId, brandId }: Scope) =>
  db
    .selectFrom('creative_deliverable as work')
    .innerJoin('creative_brief as brief', (join) =>
      join.onRef('brief.workspace_id', '=', 'work.workspace_id').onRef('brief.id', '=', 'work.brief_id'),
    )
    .leftJoin('creative_person as person', (join) =>
      join.onRef('person.workspace_id', '=', 'work.workspace_id').onRef('person.id', '=', 'work.person_id'),
    )
    .select([
      'work.id',
      'work.brief_id',
      'work.title',
      'work.kind',
      'work.format',
      'work.account_id',
      'work.limits',
      'work.person_id',
      'work.expected_hours',
      'work.delivered_at',
      'work.created_at',
      'brief.title as brief_title',
      'brief.post_id',
      'person.name as person_name',
      day('work.due_on').as('due'),
      sql<number>`(select count(*) from creative_version version where version.workspace_id = work.workspace_id and version.deliverable_id = work.id)`.as(
        'versions',
      ),
      sql<
        string | null
      >`(select content_hash from creative_version version where version.workspace_id = work.workspace_id and version.deliverable_id = work.id order by number desc limit 1)`.as(
        'latest_hash',
      ),
      sql<number>`(select count(*) from creative_comment comment where comment.workspace_id = work.workspace_id and comment.deliverable_id = work.id and comment.resolved_at is null)`.as(
        'open_comments',
      ),
      sql<number>`(select coalesce(sum(hours), 0) from creative_hours logged where logged.workspace_id = work.workspace_id and logged.deliverable_id = work.id)::double precision`.as(
        'logged_hours',
      ),
    ])
    .where('work.workspace_id', '=', workspaceId)
    .where('work.brand_id', '=', brandId)

type FoundWork = Awaited<ReturnType<ReturnType<typeof selectDeliverables>['execute']>>[number]
const toDeliverable = (row: FoundWork): DeliverableRow => ({
  id: row.id,
  briefId: row.brief_id,
  briefTitle: row.brief_title,
  postId: row.post_id,
  title: row.title,
  kind: row.kind as DeliverableRow['kind'],
  format: row.format as Format,
  accountId: row.account_id,
  limits: row.limits as unknown as BriefedLimit[],
  personId: row.person_id,
  personName: row.person_name,
  dueOn: row.due,
  expectedHours: row.expected_hours === null ? null : Number(row.expected_hours),
  versions: Number(row.versions),
  latestHash: row.latest_hash,
  createdAt: row.created_at,
  openComments: Number(row.open_comments),
  loggedHours: Number(row.logged_hours),
  deliveredAt: row.delivered_at?.toISOString() ?? null,
})

/** Deliverables of these briefs, in the order in which they were added. */
export const listDeliverables = async (db: Db, scope: Scope, briefIds: string[]): Promise<DeliverableRow[]> =>
  briefIds.length === 0
    ? []
    : (await selectDeliverables(db, scope).where('work.brief_id', 'in', briefIds).orderBy('work.id').execute()).map(toDeliverable)

/** Every deliverable of the brand, newest first, at most 2,000; for capacity and costs. */
export const listAllDeliverables = async (db: Db, scope: Scope, options: { open?: boolean } = {}): Promise<DeliverableRow[]> => {
  let query = selectDeliverables(db, scope)
  if (options.open === true) query = query.where('brief.state', '=', 'open').where('work.delivered_at', 'is', null)
  return (await query.orderBy('work.id', 'desc').limit(2000).execute()).map(toDeliverable)
}

export const findDeliverable = async (db: Db, scope: Scope, id: string): Promise<DeliverableRow | null> => {
  const row = await selectDeliverables(db, scope).where('work.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toDeliverable(row)
}

const workColumns = (work: DeliverableInput, limits: BriefedLimit[]) => ({
  title: work.title,
  kind: work.kind,
  format: work.format,
  account_id: work.accountId,
  limits: JSON.stringify(limits),
  person_id: work.personId,
  due_on: work.dueOn,
  expected_hours: work.expectedHours,
})

export const insertDeliverable = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  briefId: string,
  work: DeliverableInput,
  limits: BriefedLimit[],
  now: Date,
): Promise<string> => {
  const id = newId()
  await db
    .insertInto('creative_deliverable')
    .values({ workspace_id: workspaceId, id, brand_id: brandId, brief_id: briefId, ...workColumns(work, limits), created_at: now })
    .execute()
  return id
}

export const updateDeliverable = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  id: string,
  work: DeliverableInput,
  limits: BriefedLimit[],
): Promise<void> => {
  await db
    .updateTable('creative_deliverable')
    .set(workColumns(work, limits))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
}

/** Set when it is approved (or handed in where nobody has to approve); taken back by a new version that has to be looked at. */
export const setDelivered = async (db: Db, { workspaceId, brandId }: Scope, id: string, at: Date | null): Promise<void> => {
  await db
    .updateTable('creative_deliverable')
    .set({ delivered_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
}
