/** Accounts on networks, their sealed credentials, and the records of networks that live inside Athar. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table account (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    network text not null,
    network_account_id text not null,
    handle text not null,
    display_name text not null,
    avatar_url text,
    service_url text,
    state text not null check (state in ('connected', 'reconnect', 'removed', 'archive')),
    state_reason jsonb,
    limits jsonb,
    pace double precision not null default 1 check (pace > 0),
    rate_limited_until timestamptz,
    token_expires_at timestamptz,
    connected_at timestamptz not null,
    removed_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, brand_id, network, network_account_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table credential (
    workspace_id text not null,
    account_id uuid not null,
    key_id text not null,
    sealed bytea not null,
    updated_at timestamptz not null,
    primary key (workspace_id, account_id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  `create table hosted_record (
    workspace_id text not null references workspace (id) on delete cascade,
    network text not null,
    collection text not null,
    key text not null,
    body jsonb not null,
    occurred_at timestamptz not null,
    primary key (workspace_id, network, collection, key))`,
  'create index hosted_record_newest on hosted_record (workspace_id, network, collection, occurred_at desc)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
