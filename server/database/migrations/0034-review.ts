/** Weekly reviews, one a week and brand, and the decisions that are looked at again on their day. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table weekly_review (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    monday date not null,
    headline jsonb not null,
    items jsonb not null,
    note text not null,
    version integer not null,
    written_at timestamptz not null,
    edited_by text,
    edited_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, brand_id, monday),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  // What it was about may go; what was decided stays.
  `create table decision (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    review_id uuid,
    words text not null,
    because text not null,
    metric text,
    account_id uuid,
    direction text check (direction in ('up', 'down')),
    decided_on date not null,
    check_on date not null,
    decided_by text not null,
    decided_at timestamptz not null,
    verdict text check (verdict in ('held', 'not-held', 'cannot-tell', 'dropped')),
    verdict_note text not null,
    checked_by text,
    checked_at timestamptz,
    primary key (workspace_id, id),
    check ((metric is null) = (direction is null)),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index decision_brand on decision (workspace_id, brand_id, check_on)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
