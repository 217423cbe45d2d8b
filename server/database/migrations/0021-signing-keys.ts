/** Keys that sign track records: the public half stays for good, the private half is sealed by the vault. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `create table signing_key (
        workspace_id text not null references workspace (id) on delete cascade,
        id text not null,
        public_key text not null,
        sealed bytea not null,
        sealed_by text not null,
        created_at timestamptz not null,
        retired_at timestamptz,
        primary key (workspace_id, id))`,
    )
    .execute(db)
}
