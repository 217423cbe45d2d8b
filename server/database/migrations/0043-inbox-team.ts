/** Who is in a conversation at this moment, how long each answer was waited for, and when answers are due. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table conversation_presence (
    workspace_id text not null,
    conversation_id uuid not null,
    user_id text not null,
    name text not null,
    until timestamptz not null,
    primary key (workspace_id, conversation_id, user_id),
    foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade)`,
  // The moment from which the person had waited when this answer was written; null where nobody waited.
  'alter table reply add column waited_since timestamptz',
  `create table inbox_settings (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    settings jsonb not null,
    primary key (workspace_id, brand_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create index conversation_assignee on conversation (workspace_id, brand_id, assignee, newest_at desc, id desc) where assignee is not null`,
  `create index conversation_labelled on conversation (workspace_id, brand_id) where labels <> '{}'`,
  'create index reply_answered on reply (workspace_id, at) where waited_since is not null',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
