/** The SQL of experiments: plans, drawn slots with what became of them, and the log that is only added to. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import {
  type ExperimentLogEntry,
  ExperimentPlanInput,
  type ExperimentState,
  type ExperimentSummary,
  type PlannedSlot,
} from '../../../contract/experiments.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'
import type { DrawnSlot } from './plan.ts'

type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}
export type One = Scope & { experimentId: string }
export type LogEntry = z.infer<typeof ExperimentLogEntry>

/** Runs `work` in one transaction. */
export const together = <Result>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(work)

const iso = (at: Date | null) => (at === null ? null : at.toISOString())

export const listExperiments = async (
  db: Db,
  scope: Scope,
  page: { experimentId?: string; cursor?: string | undefined; limit: number },
): Promise<ExperimentSummary[]> => {
  let query = db.selectFrom('experiment').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)
  if (page.experimentId !== undefined) query = query.where('id', '=', page.experimentId)
  if (page.cursor !== undefined) query = query.where('id', '<', page.cursor)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map((row) => ({
    ...ExperimentPlanInput.parse(row.plan),
    id: row.id,
    state: row.state as ExperimentState,
    seed: row.seed,
    decision: row.decision,
    createdAt: row.created_at.toISOString(),
    startedAt: iso(row.started_at),
    endsAt: iso(row.ends_at),
    stoppedAt: iso(row.stopped_at),
  }))
}

export const findExperiment = async (db: Db, { experimentId, ...scope }: One): Promise<ExperimentSummary | null> =>
  (await listExperiments(db, scope, { experimentId, limit: 1 }))[0] ?? null

/** Slots of running experiments from one moment to another, in order, at most 500. */
export const listPlannedSlots = async (db: Db, scope: Scope & { from: string; to: string }): Promise<PlannedSlot[]> => {
  const rows = await db
    .selectFrom('experiment_slot as slot')
    .innerJoin('experiment', (join) =>
      join.onRef('experiment.workspace_id', '=', 'slot.workspace_id').onRef('experiment.id', '=', 'slot.experiment_id'),
    )
    .select((eb) => [
      'slot.id',
      'slot.experiment_id',
      'slot.at',
      'slot.arm',
      'slot.post_id',
      'experiment.plan',
      eb
        .exists(
          eb
            .selectFrom('publication')
            .select('publication.id')
            .whereRef('publication.workspace_id', '=', 'slot.workspace_id')
            .whereRef('publication.post_id', '=', 'slot.post_id')
            .where('publication.state', 'not in', ['draft', 'approved', 'canceled']),
        )
        .as('filled'),
    ])
    .where('slot.workspace_id', '=', scope.workspaceId)
    .where('experiment.brand_id', '=', scope.brandId)
    .where('experiment.state', '=', 'running')
    .where('slot.at', '>=', new Date(scope.from))
    .where('slot.at', '<', new Date(scope.to))
    .orderBy('slot.at')
    .limit(500)
    .execute()
  return rows.map((row) => {
    const plan = ExperimentPlanInput.parse(row.plan)
    return {
      slotId: row.id,
      experimentId: row.experiment_id,
      title: plan.title,
      arm: plan.arms[row.arm]?.name ?? '',
      at: row.at.toISOString(),
      postId: row.post_id,
      filled: Boolean(row.filled),
    }
  })
}

export const insertExperiment = async (db: Db, scope: Scope, plan: ExperimentPlanInput, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('experiment')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      account_id: plan.accountId,
      state: 'draft',
      plan: JSON.stringify(plan),
      created_at: now,
    })
    .execute()
  return id
}

interface Change {
  state?: ExperimentState
  plan?: ExperimentPlanInput
  seed?: string
  decision?: string
  startedAt?: Date
  endsAt?: Date
  stoppedAt?: Date
}

/** Changes an experiment if it still is in one of the states `from`; false when it is not. */
export const changeExperiment = async (db: Db, one: One, from: ExperimentState[], change: Change): Promise<boolean> => {
  const result = await db
    .updateTable('experiment')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.plan === undefined ? {} : { plan: JSON.stringify(change.plan), account_id: change.plan.accountId }),
      ...(change.seed === undefined ? {} : { seed: change.seed }),
      ...(change.decision === undefined ? {} : { decision: change.decision }),
      ...(change.startedAt === undefined ? {} : { started_at: change.startedAt }),
      ...(change.endsAt === undefined ? {} : { ends_at: change.endsAt }),
      ...(change.stoppedAt === undefined ? {} : { stopped_at: change.stoppedAt }),
    })
    .where('workspace_id', '=', one.workspaceId)
    .where('brand_id', '=', one.brandId)
    .where('id', '=', one.experimentId)
    .where('state', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export const insertSlots = async (db: Db, one: One, slots: DrawnSlot[]): Promise<void> => {
  await db
    .insertInto('experiment_slot')
    .values(
      slots.map(({ at, weekday, arm, set }) => ({
        workspace_id: one.workspaceId,
        id: newId(),
        experiment_id: one.experimentId,
        at,
        weekday,
        arm,
        set_number: set,
      })),
    )
    .execute()
}

/** Puts a post into a slot; false when there is no such slot. With `onlyEmpty`, a slot that has a post keeps it. */
export const fillSlot = async (db: Db, one: One, slotId: string, postId: string, onlyEmpty: boolean): Promise<boolean> => {
  let query = db
    .updateTable('experiment_slot')
    .set({ post_id: postId })
    .where('workspace_id', '=', one.workspaceId)
    .where('experiment_id', '=', one.experimentId)
    .where('id', '=', slotId)
  if (onlyEmpty) query = query.where('post_id', 'is', null)
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}

export interface SlotRow {
  id: string
  at: Date
  weekday: number
  arm: number
  set: number
  postId: string | null
  publishedPostId: string | null
  publishedAt: Date | null
  permalink: string | null
  format: string | null
  text: string | null
  clicks: number | null
}

/** The slots in their order, each with what was published of its post to the experiment's account. Cost: about 1 ms a slot. */
export const listSlots = async (db: Db, one: One): Promise<SlotRow[]> => {
  const { rows } = await sql<SlotRow>`
    select slot.id, slot.at, slot.weekday, slot.arm, slot.set_number as "set", slot.post_id as "postId",
      published.id as "publishedPostId", coalesce(published.published_at, publication.published_at) as "publishedAt",
      coalesce(published.permalink, publication.permalink) as permalink, published.format, published.text,
      (select r.value from metric_reading r where r.workspace_id = published.workspace_id and r.published_post_id = published.id
        and r.metric_window = 'lifetime' and r.metric = 'clicks'
        order by r.last_observed_at desc, r.observed_at desc, r.recorded_at desc limit 1) as clicks
    from experiment_slot slot
    join experiment on experiment.workspace_id = slot.workspace_id and experiment.id = slot.experiment_id
    left join publication on publication.workspace_id = slot.workspace_id and publication.post_id = slot.post_id
      and publication.account_id = experiment.account_id and publication.state = 'published'
    left join published_post published on published.workspace_id = publication.workspace_id and published.publication_id = publication.id
      and published.account_id = experiment.account_id
    where slot.workspace_id = ${one.workspaceId} and slot.experiment_id = ${one.experimentId}::uuid
      and experiment.brand_id = ${one.brandId}::uuid
    order by slot.at, slot.id`.execute(db)
  return rows
}

/** Clicks of every post of an account, newest lifetime value. */
export const listClicks = async (db: Db, scope: Scope, accountId: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ id: string; value: number }>`
    select distinct on (r.published_post_id) r.published_post_id as id, r.value
    from metric_reading r join published_post post on post.workspace_id = r.workspace_id and post.id = r.published_post_id
    where post.workspace_id = ${scope.workspaceId} and post.brand_id = ${scope.brandId}::uuid and post.account_id = ${accountId}::uuid
      and r.metric_window = 'lifetime' and r.metric = 'clicks'
    order by r.published_post_id, r.last_observed_at desc, r.observed_at desc, r.recorded_at desc`.execute(db)
  return new Map(rows.map(({ id, value }) => [id, value]))
}

/** Whether a post of the calendar is the brand's and still there. */
export const postExists = async (db: Db, scope: Scope, postId: string): Promise<boolean> =>
  (await db
    .selectFrom('post')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', postId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()) !== undefined

/** Whether a post stands in a slot already, of any experiment of the workspace. */
export const isInSlot = async (db: Db, workspaceId: string, postId: string): Promise<boolean> =>
  (await db
    .selectFrom('experiment_slot')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .executeTakeFirst()) !== undefined

export const addToLog = async (
  db: Db,
  one: Pick<One, 'workspaceId' | 'experimentId'>,
  entry: Omit<LogEntry, 'at'> & { at: Date },
): Promise<void> => {
  await db
    .insertInto('experiment_log')
    .values({
      workspace_id: one.workspaceId,
      id: newId(),
      experiment_id: one.experimentId,
      at: entry.at,
      by: entry.by,
      act: entry.act,
      reason: entry.reason,
      numbers: entry.numbers === null ? null : JSON.stringify(entry.numbers),
    })
    .execute()
}

export const listLog = async (db: Db, one: One): Promise<LogEntry[]> => {
  const rows = await db
    .selectFrom('experiment_log')
    .selectAll()
    .where('workspace_id', '=', one.workspaceId)
    .where('experiment_id', '=', one.experimentId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    by: row.by,
    act: row.act as LogEntry['act'],
    reason: row.reason,
    numbers: row.numbers as LogEntry['numbers'],
  }))
}
