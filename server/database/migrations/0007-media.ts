/** Media files of a brand; the bytes lie in the media folder under the row's id. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table media (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    kind text not null check (kind in ('image', 'video')),
    mime text not null,
    bytes integer not null,
    width integer,
    height integer,
    file_name text not null,
    sha256 text not null,
    created_by text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, brand_id, sha256),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
