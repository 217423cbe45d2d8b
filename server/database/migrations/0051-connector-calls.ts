/** How calls to networks went, hour by hour, and what their answers announced: counts and names only, never tokens, bodies or addresses. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table connector_call (
    workspace_id text not null,
    account_id uuid not null,
    operation text not null,
    hour timestamptz not null,
    answered int not null default 0,
    refused int not null default 0,
    limited int not null default 0,
    credential int not null default 0,
    silent int not null default 0,
    broken int not null default 0,
    elapsed_ms bigint not null default 0,
    primary key (workspace_id, account_id, operation, hour),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create index connector_call_hour on connector_call (hour)',
  `create table connector_notice (
    workspace_id text not null,
    account_id uuid not null,
    kind text not null check (kind in ('deprecation', 'sunset', 'warning', 'link', 'version')),
    endpoint text not null,
    what text not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (workspace_id, account_id, kind, endpoint, what),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  `create table connector_field (
    workspace_id text not null,
    account_id uuid not null,
    endpoint text not null,
    field text not null,
    first_at timestamptz not null,
    primary key (workspace_id, account_id, endpoint, field),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
