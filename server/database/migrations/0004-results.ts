/** Published posts, the history of what was counted on them and on accounts, and when to look again. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table published_post (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    network text not null,
    network_post_id text not null,
    permalink text,
    published_at timestamptz not null,
    -- False: a file gave the day only, and published_at is the first moment of that day.
    time_known boolean not null default true,
    format text not null,
    text text not null,
    language text,
    -- The publication that made it (publishing's table; no foreign key, since posts are also seen before and without one).
    publication_id uuid,
    origin text not null check (origin in ('publication', 'api', 'import')),
    -- The import that first brought it, so that an import can be taken back.
    import_id uuid,
    paid boolean,
    first_seen_at timestamptz not null,
    next_reading_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, account_id, network_post_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create index published_post_newest on published_post (workspace_id, brand_id, published_at desc, id desc)',
  'create index published_post_permalink on published_post (workspace_id, account_id, permalink) where permalink is not null',
  'create index published_post_due on published_post (workspace_id, account_id, next_reading_at) where next_reading_at is not null',
  `create table metric_reading (
    workspace_id text not null,
    published_post_id uuid not null,
    metric text not null,
    metric_window text not null check (metric_window in ('lifetime', 'day')),
    day date,
    value double precision not null,
    -- The value was first seen at observed_at and still stood at last_observed_at: equal readings in a row are one row.
    observed_at timestamptz not null,
    last_observed_at timestamptz not null,
    origin text not null check (origin in ('publication', 'api', 'import')),
    import_id uuid,
    recorded_at timestamptz not null default clock_timestamp(),
    check ((metric_window = 'day') = (day is not null)),
    unique nulls not distinct (workspace_id, published_post_id, metric, metric_window, day, observed_at, value),
    foreign key (workspace_id, published_post_id) references published_post (workspace_id, id) on delete cascade)`,
  'create index metric_reading_import on metric_reading (workspace_id, import_id) where import_id is not null',
  `create table account_reading (
    workspace_id text not null,
    account_id uuid not null,
    metric text not null,
    value double precision not null,
    observed_at timestamptz not null,
    origin text not null check (origin in ('publication', 'api', 'import')),
    import_id uuid,
    primary key (workspace_id, account_id, metric, observed_at),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  `create table account_watch (
    workspace_id text not null,
    account_id uuid not null,
    -- Where the first reading of all older posts stopped; null before it began and when it is done.
    backfill_cursor text,
    backfill_done_at timestamptz,
    newest_published_at timestamptz,
    next_posts_at timestamptz not null,
    next_account_at timestamptz not null,
    last_read_at timestamptz,
    failures integer not null default 0,
    last_problem jsonb,
    primary key (workspace_id, account_id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
