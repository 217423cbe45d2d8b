/** Short links: own domains, campaigns, links, clicks without anybody's address, the page of links, and the rules for UTM parameters. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table campaign (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    name text not null,
    -- What utm_campaign says; lower case, so that one campaign is one.
    key text not null,
    starts_on date,
    ends_on date,
    created_at timestamptz not null,
    archived_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, brand_id, key),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table link_domain (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    host text not null,
    token text not null,
    created_at timestamptz not null,
    -- When a request to the domain last came back to us.
    reached_at timestamptz,
    last_problem text,
    primary key (workspace_id, id),
    unique (workspace_id, host),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  // A visitor knows the host only.
  'create index link_domain_host on link_domain (host)',
  `create table link (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    domain_id uuid,
    slug text not null,
    destination text not null,
    title text not null,
    channel text,
    account_id uuid,
    campaign_id uuid,
    post_id uuid,
    -- Whether the click's id goes along to the destination, for the script there to find.
    carries_click boolean not null,
    created_at timestamptz not null,
    created_by text not null,
    archived_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, domain_id) references link_domain (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete set null (account_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete set null (campaign_id),
    foreign key (workspace_id, post_id) references post (workspace_id, id) on delete set null (post_id))`,
  'create index link_slug on link (slug)',
  'create index link_brand on link (workspace_id, brand_id, id desc)',
  `create table click (
    workspace_id text not null,
    id uuid not null,
    link_id uuid not null,
    at timestamptz not null,
    agent text not null check (agent in ('person', 'preview', 'bot')),
    -- A keyed hash with a salt of the day that is thrown away; null where the visitor asked not to be followed.
    visitor bytea,
    device text,
    referrer text,
    language text,
    primary key (workspace_id, id),
    foreign key (workspace_id, link_id) references link (workspace_id, id) on delete cascade)`,
  'create index click_link on click (workspace_id, link_id, at)',
  // Not a workspace's: one salt for the whole house and day, deleted when the day is over.
  'create table click_salt (day date primary key, salt bytea not null)',
  `create table utm_rules (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    rules jsonb not null,
    changed_at timestamptz not null,
    primary key (workspace_id, brand_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table link_page (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    slug text not null,
    page jsonb not null,
    changed_at timestamptz not null,
    primary key (workspace_id, brand_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index link_page_slug on link_page (slug)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
