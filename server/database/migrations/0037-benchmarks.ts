/** Competitors of a brand and what anybody could see of them, day by day. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table competitor (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    -- Null where it was given by hand or in a file and nobody says on which network.
    network text,
    handle text not null,
    display_name text not null,
    source text not null check (source in ('api', 'hand', 'file')),
    state text not null check (state in ('seen', 'vanished', 'unread')),
    state_reason jsonb,
    -- The first read that did not find it any more.
    vanished_at timestamptz,
    last_read_at timestamptz,
    added_at timestamptz not null,
    added_by text not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create unique index competitor_once on competitor (workspace_id, brand_id, coalesce(network, ''), lower(handle))`,
  `create table competitor_day (
    workspace_id text not null,
    competitor_id uuid not null,
    day date not null,
    followers double precision check (followers >= 0),
    posts double precision check (posts >= 0),
    engagements double precision check (engagements >= 0),
    origin text not null check (origin in ('api', 'hand', 'file')),
    primary key (workspace_id, competitor_id, day),
    foreign key (workspace_id, competitor_id) references competitor (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
