/** The register of platform changes: what a workspace adds to the ones that Athar knows. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table pulse_change (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    day date not null,
    platform text not null,
    network text,
    kind text not null,
    words text not null,
    metrics jsonb,
    source text,
    created_at timestamptz not null,
    created_by text not null,
    primary key (workspace_id, id))`,
  'create index pulse_change_day on pulse_change (workspace_id, day desc)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
