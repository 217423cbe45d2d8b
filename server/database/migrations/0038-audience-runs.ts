/** Audits in the background with their progress, and those that come again by the clock. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table audience_run (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    half_width double precision not null,
    state text not null check (state in ('waiting', 'reading', 'done', 'failed', 'canceled')),
    read_count integer not null default 0,
    of_count integer,
    reason jsonb,
    audit_id uuid,
    created_at timestamptz not null,
    ended_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  // One at a time for an account.
  `create unique index audience_run_one on audience_run (workspace_id, account_id) where state in ('waiting', 'reading')`,
  `create table audience_repeat (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    account_id uuid not null,
    every_days integer not null check (every_days between 7 and 365),
    next_at timestamptz not null,
    primary key (workspace_id, account_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
