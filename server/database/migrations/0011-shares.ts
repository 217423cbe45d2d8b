/** Links to documents: a frozen report, the hash of the token that opens it, an end, and a PIN if wanted. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table share (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    kind text not null,
    subject_id text not null,
    language text not null check (language in ('en', 'ar')),
    report jsonb not null,
    token_hash bytea not null,
    pin_hash text,
    pin_failures integer not null default 0,
    pin_locked_until timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    opened_count integer not null default 0,
    last_opened_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index share_subject on share (workspace_id, brand_id, kind, subject_id)',
  // Whoever holds a link does not know the workspace: the one way in that begins with the token.
  'create index share_token on share (token_hash)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
