/** Written strategies in versions that nobody rewrites, the pillar of a post, and hours and money noted by hand. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table strategy_version (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    number integer not null,
    content jsonb not null,
    note text not null,
    changes jsonb not null,
    saved_by text not null,
    saved_at timestamptz not null,
    primary key (workspace_id, brand_id, number),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create function refuse_rewriting_a_strategy() returns trigger language plpgsql as
    $$ begin raise exception 'A version of a strategy is kept as it was written.'; end $$`,
  'create trigger strategy_version_kept before update on strategy_version for each row execute function refuse_rewriting_a_strategy()',
  // One of the two posts is named; a post belongs to one pillar at most.
  `create table post_pillar (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    pillar_id uuid not null,
    post_id uuid,
    published_post_id uuid,
    sorted_by text not null,
    sorted_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, post_id),
    unique (workspace_id, published_post_id),
    check (num_nonnulls(post_id, published_post_id) = 1),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, post_id) references post (workspace_id, id) on delete cascade,
    foreign key (workspace_id, published_post_id) references published_post (workspace_id, id) on delete cascade)`,
  `create table spent (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    day date not null,
    what text not null,
    hours double precision,
    money numeric(14, 3),
    currency text,
    noted_by text not null,
    noted_at timestamptz not null,
    primary key (workspace_id, id),
    check ((money is null) = (currency is null)),
    check (num_nonnulls(hours, money) >= 1),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index spent_brand_day on spent (workspace_id, brand_id, day)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
