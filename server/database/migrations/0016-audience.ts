/** Follower audits, each kept as it was found, with who was drawn. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table audience_audit (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid,
    name text not null,
    created_at timestamptz not null,
    population integer not null,
    -- Ids of the accounts drawn, and the counts that two audits are compared by.
    drawn jsonb not null,
    counts jsonb,
    audit jsonb not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade,
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade)`,
  'create index audience_audit_newest on audience_audit (workspace_id, brand_id, created_at desc)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
