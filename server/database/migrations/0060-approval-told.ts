/** When whoever asked was told how a question was decided; what was decided before this step counts as told. */
import { type Kysely, sql } from 'kysely'

const statements = [
  'alter table approval_request add column told_at timestamptz',
  `update approval_request set told_at = coalesce(closed_at, asked_at) where state in ('approved', 'changes')`,
  `create index approval_request_untold on approval_request (closed_at) where told_at is null and state in ('approved', 'changes')`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
