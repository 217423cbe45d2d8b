/** Time for conversations: blocks of the week, and trials that switch it on and off by chance. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table engagement_block (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid,
    weekday integer not null check (weekday between 1 and 7),
    start text not null,
    minutes integer not null check (minutes between 5 and 480),
    person text,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index engagement_block_of on engagement_block (workspace_id, brand_id)',
  // coins: one character a day from starts_on on, 1 on and 0 off, drawn when the trial began and never again.
  `create table engagement_trial (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    name text not null,
    metric text not null check (metric in ('people', 'messages', 'followers')),
    starts_on text not null,
    block_days integer not null,
    carry_days integer not null,
    coins text not null check (coins ~ '^[01]+$'),
    created_by text not null,
    created_at timestamptz not null,
    stopped_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index engagement_trial_of on engagement_trial (workspace_id, brand_id, created_at)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
