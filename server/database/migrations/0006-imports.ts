/** Uploaded files with what was understood of them, and the rows that could not be used. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table import (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    file_name text not null,
    bytes bigint not null,
    sha256 text not null,
    -- The date that the file carried on the person's machine.
    modified_at timestamptz,
    state text not null check (state in ('uploaded', 'reading', 'ready', 'refused', 'confirmed', 'importing', 'done', 'canceled', 'failed', 'undone')),
    format text,
    format_name jsonb,
    network text,
    choices jsonb not null default '{}',
    preview jsonb,
    report jsonb,
    problem jsonb,
    progress double precision not null default 0,
    rows_done integer not null default 0,
    rows_total integer,
    cancel_requested boolean not null default false,
    -- Who works on it: a worker that dies loses the lease, and the next one goes on at rows_done.
    lease_token uuid,
    lease_until timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index import_newest on import (workspace_id, brand_id, created_at desc, id desc)',
  'create index import_same on import (workspace_id, brand_id, sha256)',
  `create table import_problem (
    workspace_id text not null,
    import_id uuid not null,
    place integer not null,
    row_number integer not null,
    column_name text,
    value text,
    severity text not null check (severity in ('rejected', 'value-missing', 'notice')),
    sentence jsonb not null,
    primary key (workspace_id, import_id, place),
    foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
