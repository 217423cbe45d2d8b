/** Feeds of networks' own news, and what they brought: each item waits for a person. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table pulse_feed (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    url text not null,
    title text not null,
    platform text not null,
    network text,
    added_at timestamptz not null,
    added_by text not null,
    read_at timestamptz,
    problem jsonb,
    primary key (workspace_id, id),
    unique (workspace_id, url))`,
  `create table pulse_feed_item (
    workspace_id text not null,
    id uuid not null,
    feed_id uuid not null,
    guid text not null,
    title text not null,
    summary text not null,
    link text,
    day date,
    seen_at timestamptz not null,
    state text not null check (state in ('waiting', 'taken', 'dropped')),
    decided_by text,
    decided_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, feed_id, guid),
    foreign key (workspace_id, feed_id) references pulse_feed (workspace_id, id) on delete cascade)`,
  "create index pulse_feed_item_waiting on pulse_feed_item (workspace_id, seen_at desc) where state = 'waiting'",
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
