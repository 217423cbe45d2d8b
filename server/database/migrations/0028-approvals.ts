/** Who has to approve what, each question that was asked, each voice, and a trail that nobody can rewrite. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // account_id null is the brand's own policy; "nulls not distinct" keeps it single.
  `create table approval_policy (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid,
    policy jsonb not null,
    updated_by text not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    unique nulls not distinct (workspace_id, brand_id, account_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  `create table approval_request (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    subject_kind text not null check (subject_kind in ('publication', 'deliverable')),
    subject_id uuid not null,
    -- The exact version that is asked about; a voice for another one does not count.
    content_hash text not null,
    title text not null,
    excerpt text not null,
    -- As it stood when it was asked: a later change of the policy does not move the goal.
    policy jsonb not null,
    step integer not null,
    state text not null check (state in ('open', 'approved', 'changes', 'superseded', 'withdrawn')),
    asked_by text not null,
    asked_by_key text not null,
    asked_at timestamptz not null,
    due_at timestamptz,
    closed_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create unique index approval_request_open on approval_request (workspace_id, subject_kind, subject_id) where state = 'open'`,
  'create index approval_request_brand on approval_request (workspace_id, brand_id, state, id desc)',
  'create index approval_request_subject on approval_request (workspace_id, subject_kind, subject_id, id desc)',
  `create table approval_vote (
    workspace_id text not null,
    id uuid not null,
    request_id uuid not null,
    step integer not null,
    voter_key text not null,
    voter_name text not null,
    voter_role text,
    vote text not null check (vote in ('approve', 'changes')),
    comment text not null,
    at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, request_id, step, voter_key),
    foreign key (workspace_id, request_id) references approval_request (workspace_id, id) on delete cascade)`,
  `create table approval_event (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    number integer not null,
    at timestamptz not null,
    act text not null,
    by_key text not null,
    by_name text not null,
    request_id uuid,
    subject_kind text,
    subject_id uuid,
    content_hash text,
    step integer,
    note text not null,
    previous_hash text not null,
    hash text not null,
    primary key (workspace_id, brand_id, number))`,
  'create index approval_event_subject on approval_event (workspace_id, subject_kind, subject_id, number)',
  // Each entry follows the last one, with its hash; what is written stays. Only a workspace that is deleted as a whole takes its trail along.
  `create function follow_the_approval_trail() returns trigger language plpgsql as
    $$ declare last record; begin
      perform pg_advisory_xact_lock(hashtextextended(new.workspace_id || new.brand_id::text, 28));
      select number, hash into last from approval_event
        where workspace_id = new.workspace_id and brand_id = new.brand_id order by number desc limit 1;
      if new.number <> coalesce(last.number, 0) + 1 or new.previous_hash <> coalesce(last.hash, '') then
        raise exception 'An entry of the approval trail must follow the last one.' using errcode = '40001';
      end if;
      return new;
    end $$`,
  'create trigger approval_event_follows before insert on approval_event for each row execute function follow_the_approval_trail()',
  `create function refuse_rewriting_the_approval_trail() returns trigger language plpgsql as
    $$ begin
      if tg_op = 'DELETE' and not exists (select from workspace where id = old.workspace_id) then return old; end if;
      raise exception 'The trail of approvals is only added to.';
    end $$`,
  `create trigger approval_event_append_only before update or delete on approval_event for each row
    execute function refuse_rewriting_the_approval_trail()`,
  `create function refuse_emptying_the_approval_trail() returns trigger language plpgsql as
    $$ begin raise exception 'The trail of approvals is only added to.'; end $$`,
  `create trigger approval_event_kept before truncate on approval_event for each statement
    execute function refuse_emptying_the_approval_trail()`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
