/** The SQL of engagement time: blocks, trials, and what came in and was worked day by day. */
import { sql } from 'kysely'
import type { Block, BlockInput } from '../../../../contract/inbox-time.ts'
import { newId } from '../../../database/ids.ts'
import type { KeptTrial } from '../trial.ts'
import type { Db, Scope } from './conversations.ts'

export const listBlocks = async (db: Db, scope: Scope): Promise<Block[]> =>
  (
    await db
      .selectFrom('engagement_block')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('weekday')
      .orderBy('start')
      .limit(200)
      .execute()
  ).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    weekday: row.weekday,
    start: row.start,
    minutes: row.minutes,
    person: row.person,
  }))

export const insertBlock = async (db: Db, scope: Scope, { accountId, ...block }: BlockInput): Promise<string> => {
  const id = newId()
  await db
    .insertInto('engagement_block')
    .values({ workspace_id: scope.workspaceId, id, brand_id: scope.brandId, account_id: accountId, ...block })
    .execute()
  return id
}

export const deleteBlock = async (db: Db, scope: Scope, id: string): Promise<boolean> => {
  const gone = await db
    .deleteFrom('engagement_block')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export const listTrials = async (db: Db, scope: Scope): Promise<KeptTrial[]> =>
  (
    await db
      .selectFrom('engagement_trial')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute()
  ).map((row) => ({
    id: row.id,
    name: row.name,
    accountId: row.account_id,
    metric: row.metric as KeptTrial['metric'],
    startsOn: row.starts_on,
    blockDays: row.block_days,
    carryDays: row.carry_days,
    coins: row.coins,
    createdBy: row.created_by,
    createdAt: row.created_at,
    stoppedAt: row.stopped_at,
  }))

export const insertTrial = async (db: Db, scope: Scope, trial: KeptTrial): Promise<void> => {
  await db
    .insertInto('engagement_trial')
    .values({
      workspace_id: scope.workspaceId,
      id: trial.id,
      brand_id: scope.brandId,
      account_id: trial.accountId,
      name: trial.name,
      metric: trial.metric,
      starts_on: trial.startsOn,
      block_days: trial.blockDays,
      carry_days: trial.carryDays,
      coins: trial.coins,
      created_by: trial.createdBy,
      created_at: trial.createdAt,
    })
    .execute()
}

export const stopTrial = async (db: Db, scope: Scope, id: string, now: Date): Promise<boolean> => {
  const stopped = await db
    .updateTable('engagement_trial')
    .set({ stopped_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return stopped.numUpdatedRows > 0n
}

interface Span {
  accountId: string
  timeZone: string
  from: Date
  to: Date
}

/** Messages, or different people who wrote, by day in the brand's zone; days on which nobody wrote are not in it. */
export const countDays = async (db: Db, scope: Scope, span: Span, what: 'messages' | 'people'): Promise<Map<string, number>> => {
  const counted = what === 'people' ? sql`count(distinct author ->> 'id')` : sql`count(*)`
  const { rows } = await sql<{ day: string; n: number }>`
    select to_char(sent_at at time zone ${span.timeZone}, 'YYYY-MM-DD') as day, ${counted}::int as n from message
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId} and account_id = ${span.accountId}
      and sent_at >= ${span.from}::timestamptz and sent_at < ${span.to}::timestamptz group by 1`.execute(db)
  return new Map(rows.map(({ day, n }) => [day, n]))
}

/** Hours in conversations of an account, by the day on which a session began, in the brand's zone. */
export const hoursByDay = async (db: Db, scope: Scope, span: Span): Promise<Map<string, number>> => {
  const { rows } = await sql<{ day: string; hours: number }>`
    select to_char(started_at at time zone ${span.timeZone}, 'YYYY-MM-DD') as day,
      sum(coalesce(corrected_minutes, extract(epoch from ended_at - started_at) / 60) / 60)::float8 as hours
    from engagement_session where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId} and account_id = ${span.accountId}
      and started_at >= ${span.from}::timestamptz and started_at < ${span.to}::timestamptz group by 1`.execute(db)
  return new Map(rows.map(({ day, hours }) => [day, hours]))
}
