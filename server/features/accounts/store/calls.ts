/** The SQL of connector health: calls by the hour, announcements, names of fields. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'

type Db = Kysely<DB>

export const callOutcomes = ['answered', 'refused', 'limited', 'credential', 'silent', 'broken'] as const
export type CallOutcome = (typeof callOutcomes)[number]
export type NoticeKind = 'deprecation' | 'sunset' | 'warning' | 'link' | 'version'

type Counts = Record<CallOutcome, number>
export interface HourOfCalls extends Counts {
  workspaceId: string
  accountId: string
  operation: string
  hour: Date
  elapsedMs: number
}
export interface Notice {
  workspaceId: string
  accountId: string
  kind: NoticeKind
  endpoint: string
  what: string
  firstAt: Date
  lastAt: Date
}
export interface SeenField {
  workspaceId: string
  accountId: string
  endpoint: string
  field: string
  firstAt: Date
}

/** Adds counts to what is there. Accounts that are gone by now are left out. */
export const addCalls = async (db: Db, hours: HourOfCalls[]): Promise<void> => {
  if (hours.length === 0) return
  const added = sql.join(
    callOutcomes.map((outcome) => sql`${sql.ref(outcome)} = connector_call.${sql.ref(outcome)} + excluded.${sql.ref(outcome)}`),
  )
  await sql`
    insert into connector_call (workspace_id, account_id, operation, hour, ${sql.join(callOutcomes.map((outcome) => sql.ref(outcome)))}, elapsed_ms)
    select given.* from jsonb_to_recordset(${JSON.stringify(
      hours.map(({ workspaceId, accountId, elapsedMs, ...rest }) => ({
        ...rest,
        workspace_id: workspaceId,
        account_id: accountId,
        elapsed_ms: Math.round(elapsedMs),
      })),
    )}::jsonb)
      as given (workspace_id text, account_id uuid, operation text, hour timestamptz, answered int, refused int, limited int, credential int, silent int, broken int, elapsed_ms bigint)
    join account on account.workspace_id = given.workspace_id and account.id = given.account_id
    on conflict (workspace_id, account_id, operation, hour) do update
    set ${added}, elapsed_ms = connector_call.elapsed_ms + excluded.elapsed_ms`.execute(db)
}

export const addNotices = async (db: Db, notices: Notice[]): Promise<void> => {
  if (notices.length === 0) return
  await sql`
    insert into connector_notice (workspace_id, account_id, kind, endpoint, what, first_at, last_at)
    select given.* from jsonb_to_recordset(${JSON.stringify(
      notices.map(({ workspaceId, accountId, firstAt, lastAt, ...rest }) => ({
        ...rest,
        workspace_id: workspaceId,
        account_id: accountId,
        first_at: firstAt,
        last_at: lastAt,
      })),
    )}::jsonb)
      as given (workspace_id text, account_id uuid, kind text, endpoint text, what text, first_at timestamptz, last_at timestamptz)
    join account on account.workspace_id = given.workspace_id and account.id = given.account_id
    on conflict (workspace_id, account_id, kind, endpoint, what) do update
    set last_at = greatest(connector_notice.last_at, excluded.last_at)`.execute(db)
}

export const addFields = async (db: Db, fields: SeenField[]): Promise<void> => {
  if (fields.length === 0) return
  await sql`
    insert into connector_field (workspace_id, account_id, endpoint, field, first_at)
    select given.* from jsonb_to_recordset(${JSON.stringify(
      fields.map(({ workspaceId, accountId, firstAt, ...rest }) => ({
        ...rest,
        workspace_id: workspaceId,
        account_id: accountId,
        first_at: firstAt,
      })),
    )}::jsonb)
      as given (workspace_id text, account_id uuid, endpoint text, field text, first_at timestamptz)
    join account on account.workspace_id = given.workspace_id and account.id = given.account_id
    on conflict do nothing`.execute(db)
}

/** Calls of these accounts since a moment, hour by hour, all operations apart. */
export const listCalls = async (db: Db, workspaceId: string, accountIds: string[], since: Date): Promise<HourOfCalls[]> => {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('connector_call')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .where('hour', '>', since)
    .orderBy('hour')
    .execute()
  return rows.map(({ workspace_id, account_id, elapsed_ms, ...rest }) => ({
    ...rest,
    workspaceId: workspace_id,
    accountId: account_id,
    elapsedMs: Number(elapsed_ms),
  }))
}

/** Announcements that were seen since a moment, the newest first. */
export const listNotices = async (db: Db, workspaceId: string, accountIds: string[], since: Date): Promise<Notice[]> => {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('connector_notice')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .where('last_at', '>', since)
    .orderBy('first_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    workspaceId,
    accountId: row.account_id,
    kind: row.kind as NoticeKind,
    endpoint: row.endpoint,
    what: row.what,
    firstAt: row.first_at,
    lastAt: row.last_at,
  }))
}

/** Fields that were first seen more than a week after the first answer of their endpoint, and since a moment; the newest first. */
export const listNewFields = async (db: Db, workspaceId: string, accountIds: string[], since: Date): Promise<SeenField[]> => {
  if (accountIds.length === 0) return []
  const rows = await db
    .with('begun', (query) =>
      query
        .selectFrom('connector_field')
        .select(['account_id', 'endpoint', sql<Date>`min(first_at)`.as('begun_at')])
        .where('workspace_id', '=', workspaceId)
        .groupBy(['account_id', 'endpoint']),
    )
    .selectFrom('connector_field as seen')
    .innerJoin('begun', (join) => join.onRef('begun.account_id', '=', 'seen.account_id').onRef('begun.endpoint', '=', 'seen.endpoint'))
    .select(['seen.account_id', 'seen.endpoint', 'seen.field', 'seen.first_at'])
    .where('seen.workspace_id', '=', workspaceId)
    .where('seen.account_id', 'in', accountIds)
    .where('seen.first_at', '>', since)
    .where(sql<boolean>`seen.first_at > begun.begun_at + interval '7 days'`)
    .orderBy('seen.first_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ workspaceId, accountId: row.account_id, endpoint: row.endpoint, field: row.field, firstAt: row.first_at }))
}

/** Forgets calls and announcements from before a moment; names of fields stay, for they are the baseline. Answers how many rows went. */
export const forgetCalls = async (db: Db, before: Date): Promise<number> => {
  const calls = await db.deleteFrom('connector_call').where('hour', '<', before).executeTakeFirst()
  const notices = await db.deleteFrom('connector_notice').where('last_at', '<', before).executeTakeFirst()
  return Number(calls.numDeletedRows) + Number(notices.numDeletedRows)
}
