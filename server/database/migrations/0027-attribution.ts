/** What channels cost, and holdouts: planned from the past, fixed at their start, analysed after their end. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table channel_cost (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    kind text not null check (kind in ('media', 'fee', 'tool', 'other')),
    channel text,
    campaign_id uuid,
    starts_on date not null,
    ends_on date not null,
    amount numeric(18, 4) not null,
    currency text not null,
    note text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete set null (campaign_id))`,
  'create index channel_cost_time on channel_cost (workspace_id, brand_id, starts_on)',
  `create table holdout (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    title text not null,
    state text not null check (state in ('running', 'stopped')),
    -- What is left out, when, and what it could see: fixed when it is created.
    plan jsonb not null,
    starts_on date not null,
    ends_on date not null,
    created_at timestamptz not null,
    created_by text not null,
    stopped_at timestamptz,
    reason text,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create function refuse_changing_the_holdout() returns trigger language plpgsql as
    $$ begin
      if new.plan is distinct from old.plan or new.starts_on is distinct from old.starts_on or new.ends_on is distinct from old.ends_on then
        raise exception 'The plan of a holdout that has been fixed cannot be changed.';
      end if;
      return new;
    end $$`,
  'create trigger holdout_fixed before update on holdout for each row execute function refuse_changing_the_holdout()',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
