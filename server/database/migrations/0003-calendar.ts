/** Posts and their versions per account. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table post (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    title text not null,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index post_brand on post (workspace_id, brand_id, updated_at desc)',
  // account_id null is the base version; "nulls not distinct" keeps it single.
  `create table post_version (
    workspace_id text not null,
    id uuid not null,
    post_id uuid not null,
    account_id uuid,
    content jsonb not null,
    content_hash text not null,
    updated_by text not null,
    updated_at timestamptz not null,
    primary key (workspace_id, id),
    unique nulls not distinct (workspace_id, post_id, account_id),
    foreign key (workspace_id, post_id) references post (workspace_id, id) on delete cascade)`,
  'create index post_version_hash on post_version (workspace_id, content_hash)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
