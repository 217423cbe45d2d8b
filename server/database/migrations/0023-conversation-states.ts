/** Counting conversations by state, and listing who has waited longest, read an index alone. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index conversation_states on conversation (workspace_id, brand_id, state, newest_at desc, id desc)`.execute(db)
  await sql`drop index conversation_waiting`.execute(db)
  await sql`create index conversation_waiting on conversation (workspace_id, brand_id, waiting_since, id)
    where state in ('new', 'open') and waiting_since is not null`.execute(db)
}
