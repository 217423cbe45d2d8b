/** What each person put away from Today, with what the entry was like then. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`create table today_away (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    user_id text not null,
    item_id text not null,
    kind text not null check (kind in ('done', 'later')),
    until timestamptz,
    fingerprint text not null,
    urgency text not null,
    at timestamptz not null,
    primary key (workspace_id, brand_id, user_id, item_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`)
    .execute(db)
}
