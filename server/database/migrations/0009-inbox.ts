/** Messages from people, and how far each account's messages have been read. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table message (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    network_message_id text not null,
    kind text not null check (kind in ('comment', 'reply', 'mention', 'quote', 'message')),
    network_post_id text,
    author jsonb not null,
    text text not null,
    sent_at timestamptz not null,
    permalink text,
    first_seen_at timestamptz not null,
    seen_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, account_id, network_message_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index message_newest on message (workspace_id, brand_id, sent_at desc, id desc)',
  `create table message_reading (
    workspace_id text not null references workspace (id) on delete cascade,
    account_id uuid not null,
    last_read_at timestamptz,
    newest_sent_at timestamptz,
    last_problem text,
    primary key (workspace_id, account_id))`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
