/** First-party events and conversions, how they come in (site keys, webhooks, files), who was forgotten, and what people answer when asked. */
import { type Kysely, sql } from 'kysely'

const columns = `
    visitor_id text not null,
    id uuid not null,
    kind text not null check (kind in ('touch', 'conversion')),
    occurred_at timestamptz not null,
    channel text,
    campaign_id uuid,
    link_id uuid,
    post_id uuid,
    account_id uuid,
    region text,
    name text,
    value numeric(18, 4),
    currency text`

const statements = [
  // Ten million rows at once: brand and workspace are kept by the triggers below instead of a check per row.
  `create table event (
    workspace_id text not null,
    brand_id uuid not null,${columns},
    source text not null,
    import_id uuid,
    received_at timestamptz not null,
    -- How far the sender's clock was off, when it said what it showed.
    skew_ms integer,
    primary key (workspace_id, brand_id, visitor_id, id))`,
  `create unique index event_conversion on event (workspace_id, brand_id, id) where kind = 'conversion'`,
  `create index event_conversion_time on event (workspace_id, brand_id, occurred_at) where kind = 'conversion'`,
  `create function forget_events_of_brand() returns trigger language plpgsql as
    $$ begin
      delete from event where workspace_id = old.workspace_id and brand_id = old.id;
      return old;
    end $$`,
  'create trigger brand_events before delete on brand for each row execute function forget_events_of_brand()',
  `create table event_import (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    file_name text not null,
    state text not null check (state in ('reading', 'saving', 'done', 'failed', 'canceled')),
    rows bigint not null default 0,
    saved bigint not null default 0,
    repeated bigint not null default 0,
    bytes bigint not null default 0,
    of_bytes bigint,
    problem jsonb,
    started_at timestamptz not null,
    ended_at timestamptz,
    by_name text not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index event_import_brand on event_import (workspace_id, brand_id, id desc)',
  // Waits here until the whole file was read without a fault; lost with a crash, as an unfinished import should be.
  `create unlogged table event_staged (workspace_id text not null, import_id uuid not null,${columns})`,
  'create index event_staged_import on event_staged (workspace_id, import_id)',
  `create table site_key (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    key text not null,
    -- Sites that may send, as origins; empty means any.
    origins text[] not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index site_key_key on site_key (key)',
  `create table hook (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    shop text not null,
    secret bytea not null,
    key_id text not null,
    created_at timestamptz not null,
    last_at timestamptz,
    last_problem jsonb,
    accepted integer not null default 0,
    refused integer not null default 0,
    removed_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  // The address of a webhook names the hook only.
  'create index hook_id on hook (id)',
  `create table hook_delivery (
    workspace_id text not null,
    hook_id uuid not null,
    delivery text not null,
    at timestamptz not null,
    primary key (workspace_id, hook_id, delivery),
    foreign key (workspace_id, hook_id) references hook (workspace_id, id) on delete cascade)`,
  `create table forgotten_person (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    -- A keyed hash: who was forgotten cannot be read from here, only recognised when they come again.
    person_hash bytea not null,
    at timestamptz not null,
    primary key (workspace_id, brand_id, person_hash),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table survey (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    token text not null,
    survey jsonb not null,
    changed_at timestamptz not null,
    primary key (workspace_id, brand_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index survey_token on survey (token)',
  `create table survey_answer (
    workspace_id text not null,
    id uuid not null,
    brand_id uuid not null,
    visitor_id text,
    conversion_id uuid,
    choice text not null,
    words text,
    -- Where this person is known to have come from, when that is known from elsewhere (a personal code, a stand): checks recall.
    known_origin text,
    answered_at timestamptz not null,
    source text not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index survey_answer_time on survey_answer (workspace_id, brand_id, answered_at)',
  'create index survey_answer_visitor on survey_answer (workspace_id, brand_id, visitor_id)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
