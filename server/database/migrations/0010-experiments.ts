/** Experiments on posts, their drawn slots, and a log that nobody can rewrite. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table experiment (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    state text not null check (state in ('draft', 'running', 'stopped', 'decided')),
    -- Title, hypothesis, arms, metric, rule and schedule, as the contract names them; never changed after the start.
    plan jsonb not null,
    seed text,
    decision text,
    created_at timestamptz not null,
    started_at timestamptz,
    ends_at timestamptz,
    stopped_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create index experiment_brand on experiment (workspace_id, brand_id, id desc)',
  `create table experiment_slot (
    workspace_id text not null,
    id uuid not null,
    experiment_id uuid not null,
    at timestamptz not null,
    weekday integer not null,
    arm integer not null,
    set_number integer not null,
    post_id uuid,
    primary key (workspace_id, id),
    unique (workspace_id, post_id),
    foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade,
    foreign key (workspace_id, post_id) references post (workspace_id, id) on delete set null (post_id))`,
  'create index experiment_slot_order on experiment_slot (workspace_id, experiment_id, at)',
  `create table experiment_log (
    workspace_id text not null,
    id uuid not null,
    experiment_id uuid not null,
    at timestamptz not null,
    by text not null,
    act text not null,
    reason text not null,
    numbers jsonb,
    primary key (workspace_id, id),
    foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade)`,
  `create function refuse_rewriting_the_log() returns trigger language plpgsql as
    $$ begin raise exception 'The log of an experiment is only added to.'; end $$`,
  'create trigger experiment_log_append_only before update on experiment_log for each row execute function refuse_rewriting_the_log()',
  // The rule stands once the experiment has begun, whoever asks.
  `create function refuse_changing_the_rule() returns trigger language plpgsql as
    $$ begin
      if old.state <> 'draft' and (new.plan is distinct from old.plan or new.seed is distinct from old.seed or new.ends_at is distinct from old.ends_at) then
        raise exception 'The rule of an experiment that has begun cannot be changed.';
      end if;
      return new;
    end $$`,
  'create trigger experiment_rule_fixed before update on experiment for each row execute function refuse_changing_the_rule()',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
