/** Pulse: shifts of level with their verdicts, what people say of them, and when each brand was last watched. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table pulse_shift (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    metric text not null,
    step text not null check (step in ('day', 'week')),
    day date not null,
    earliest date not null,
    latest date not null,
    found_on date not null,
    direction text not null check (direction in ('up', 'down')),
    scale text not null check (scale in ('ratio', 'difference')),
    before_value double precision not null,
    after_value double precision not null,
    size jsonb not null,
    verdict text not null,
    firm boolean not null,
    reasons jsonb not null,
    note jsonb,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create unique index pulse_shift_once on pulse_shift (workspace_id, account_id, metric, day)',
  'create index pulse_shift_brand on pulse_shift (workspace_id, brand_id, day desc)',
  `create table pulse_watch (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    ran_at timestamptz not null,
    days_between integer not null,
    series jsonb not null,
    primary key (workspace_id, brand_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
