/** Who is told what by mail or webhook, what each was told already, and every letter with what became of it. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table alert (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    kind text not null check (kind in ('mail', 'webhook')),
    address text not null,
    -- Mail is a person's own; a webhook is the brand's.
    user_id text,
    secret bytea,
    key_id text,
    steps text[] not null,
    mode text not null check (mode in ('at-once', 'digest')),
    hour int not null check (hour between 0 and 23),
    language text not null check (language in ('en', 'ar')),
    muted_until timestamptz,
    last_digest_day date,
    created_at timestamptz not null,
    check ((kind = 'mail') = (user_id is not null)),
    check ((kind = 'webhook') = (secret is not null)),
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index alert_brand on alert (workspace_id, brand_id)',
  `create table alert_told (
    workspace_id text not null,
    alert_id uuid not null,
    entry_id text not null,
    urgency text not null,
    at timestamptz not null,
    primary key (workspace_id, alert_id, entry_id),
    foreign key (workspace_id, alert_id) references alert (workspace_id, id) on delete cascade)`,
  `create table alert_delivery (
    workspace_id text not null,
    id uuid not null,
    alert_id uuid not null,
    mode text not null check (mode in ('at-once', 'digest', 'test')),
    entries jsonb not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown')),
    attempts int not null default 0,
    reason jsonb,
    created_at timestamptz not null,
    sent_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, alert_id) references alert (workspace_id, id) on delete cascade)`,
  'create index alert_delivery_newest on alert_delivery (workspace_id, alert_id, created_at desc)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
