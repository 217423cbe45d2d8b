/** People who write from several networks, joined by hand, and what of the outward list somebody has settled. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table inbox_person (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    joined_by text not null,
    joined_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table inbox_identity (
    workspace_id text not null,
    brand_id uuid not null,
    network text not null,
    author_id text not null,
    person_id uuid not null,
    primary key (workspace_id, brand_id, network, author_id),
    foreign key (workspace_id, person_id) references inbox_person (workspace_id, id) on delete cascade)`,
  'create index inbox_identity_of on inbox_identity (workspace_id, person_id)',
  // until null: never again.
  `create table inbox_outward (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    key text not null,
    until timestamptz,
    by text not null,
    at timestamptz not null,
    primary key (workspace_id, brand_id, key),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
