/** Goals: what number should be where by when, and where it stood when the goal was set. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table goal (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid,
    title text not null,
    metric text not null,
    target double precision not null,
    horizon text not null check (horizon in ('short', 'long')),
    due date not null,
    owner text not null,
    state text not null check (state in ('open', 'met', 'ended')),
    baseline_day date,
    baseline_value double precision,
    created_at timestamptz not null,
    created_by text not null,
    closed_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create index goal_brand on goal (workspace_id, brand_id, due)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
