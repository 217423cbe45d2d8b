/** What was learned, kept by the hash of what it was learned from: the same posts are not measured twice. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table learning_run (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    -- Of all accounts together: the zero id.
    account_id uuid not null default '00000000-0000-0000-0000-000000000000',
    metric text not null,
    input_hash text not null,
    result jsonb not null,
    computed_at timestamptz not null,
    primary key (workspace_id, brand_id, account_id, metric),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
