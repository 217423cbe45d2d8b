/** Candidates with their claims, what they handed over, and the score sheets: all of it goes when the candidate goes. */
import { type Kysely, sql } from 'kysely'

const ofCandidate = 'foreign key (workspace_id, candidate_id) references candidate (workspace_id, id) on delete cascade'
const statements = [
  `create table candidate (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    profile jsonb not null,
    consent jsonb,
    keep_until date not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index candidate_brand on candidate (workspace_id, brand_id, id)',
  'create index candidate_keep_until on candidate (keep_until)',
  `create table candidate_claim (
    workspace_id text not null,
    id uuid not null,
    candidate_id uuid not null,
    claim jsonb not null,
    result jsonb,
    primary key (workspace_id, id),
    ${ofCandidate})`,
  'create index candidate_claim_candidate on candidate_claim (workspace_id, candidate_id)',
  `create table candidate_table (
    workspace_id text not null,
    id uuid not null,
    candidate_id uuid not null,
    kind text not null check (kind in ('history', 'posts', 'followers')),
    account text not null,
    name text not null,
    rows jsonb not null,
    added_at timestamptz not null,
    primary key (workspace_id, id),
    ${ofCandidate})`,
  'create index candidate_table_candidate on candidate_table (workspace_id, candidate_id)',
  `create table candidate_sheet (
    workspace_id text not null,
    id uuid not null,
    candidate_id uuid not null,
    form text not null check (form in ('interview', 'trial', 'reference')),
    user_id text not null,
    user_name text not null,
    source text not null,
    confirms boolean,
    scores jsonb not null,
    submitted_at timestamptz not null,
    primary key (workspace_id, id),
    ${ofCandidate})`,
  'create unique index candidate_sheet_one on candidate_sheet (workspace_id, candidate_id, form, user_id, source)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
