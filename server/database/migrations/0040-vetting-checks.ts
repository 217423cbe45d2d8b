/** Vetting: tables name the network they are from and may hold comments; checks run in the background; trial work is kept. */
import { type Kysely, sql } from 'kysely'

const ofCandidate = 'foreign key (workspace_id, candidate_id) references candidate (workspace_id, id) on delete cascade'
const statements = [
  'alter table candidate_table add column network text',
  'alter table candidate_table drop constraint candidate_table_kind_check',
  `alter table candidate_table add constraint candidate_table_kind_check check (kind in ('history', 'posts', 'followers', 'comments'))`,
  `create table candidate_check (
    workspace_id text not null,
    candidate_id uuid not null,
    token uuid not null,
    state text not null check (state in ('waiting', 'running', 'done', 'canceled', 'failed')),
    done integer not null default 0,
    total integer not null default 0,
    what jsonb,
    beat_at timestamptz not null,
    primary key (workspace_id, candidate_id),
    ${ofCandidate})`,
  `create index candidate_check_open on candidate_check (beat_at) where state in ('waiting', 'running')`,
  `create table candidate_work (
    workspace_id text not null,
    id uuid not null,
    candidate_id uuid not null,
    title text not null,
    text text not null,
    file_name text,
    mime text,
    bytes bytea,
    added_at timestamptz not null,
    primary key (workspace_id, id),
    ${ofCandidate})`,
  'create index candidate_work_candidate on candidate_work (workspace_id, candidate_id)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
