/** Conversations with their state and who holds them, edits kept, notes, replies, saved replies, rules, engagement time and what happened in order. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `alter table message
    add column conversation_id uuid,
    add column edited_at timestamptz,
    add column deleted_at timestamptz,
    add column is_question boolean not null default false,
    add column has_link boolean not null default false`,
  `create table message_version (
    workspace_id text not null,
    message_id uuid not null,
    text text not null,
    replaced_at timestamptz not null,
    primary key (workspace_id, message_id, replaced_at),
    foreign key (workspace_id, message_id) references message (workspace_id, id) on delete cascade)`,
  `create table conversation (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    thread_key text not null,
    author_id text not null,
    state text not null check (state in ('new', 'open', 'waiting', 'done', 'spam')),
    assignee text,
    labels text[] not null default '{}',
    snoozed_until timestamptz,
    newest_at timestamptz not null,
    waiting_since timestamptz,
    held_by text,
    held_name text,
    held_until timestamptz,
    replies integer not null default 0,
    primary key (workspace_id, id),
    unique (workspace_id, account_id, thread_key, author_id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index conversation_newest on conversation (workspace_id, brand_id, newest_at desc, id desc)',
  `create index conversation_waiting on conversation (workspace_id, brand_id, waiting_since) where state in ('new', 'open')`,
  'create index conversation_person on conversation (workspace_id, brand_id, author_id)',
  'create index message_conversation on message (workspace_id, conversation_id, sent_at, id)',
  'create index message_unseen on message (workspace_id, brand_id) where seen_at is null',
  // A reading that stopped in the middle of its pages goes on where it stopped, and only its end moves the mark.
  'alter table message_reading add column resume_cursor text, add column resume_newest timestamptz',
  `create table conversation_note (
    workspace_id text not null,
    id uuid not null,
    conversation_id uuid not null,
    text text not null,
    by text not null,
    at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade)`,
  'create index conversation_note_of on conversation_note (workspace_id, conversation_id, at)',
  `create table reply (
    workspace_id text not null,
    id uuid not null,
    conversation_id uuid not null,
    message_id uuid not null,
    text text not null,
    by text not null,
    at timestamptz not null,
    post_id uuid,
    problem jsonb,
    primary key (workspace_id, id),
    foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade)`,
  'create index reply_of on reply (workspace_id, conversation_id, at)',
  `create table saved_reply (
    workspace_id text not null,
    id uuid not null,
    brand_id uuid not null,
    name text not null,
    text text not null,
    primary key (workspace_id, id),
    unique (workspace_id, brand_id, name),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table inbox_rule (
    workspace_id text not null,
    id uuid not null,
    brand_id uuid not null,
    position integer not null,
    name text not null,
    condition jsonb not null,
    action jsonb not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  `create table engagement_session (
    workspace_id text not null,
    id uuid not null,
    brand_id uuid not null,
    account_id uuid not null,
    person text not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    corrected_minutes double precision check (corrected_minutes >= 0),
    primary key (workspace_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index engagement_session_of on engagement_session (workspace_id, brand_id, started_at)',
  `create table inbox_event (
    workspace_id text not null,
    brand_id uuid not null,
    number bigint generated always as identity,
    conversation_id uuid not null,
    kind text not null,
    at timestamptz not null,
    primary key (workspace_id, brand_id, number),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  // What was there before: a conversation for each person under each post; what has been seen is done.
  `insert into conversation (workspace_id, id, brand_id, account_id, thread_key, author_id, state, newest_at, waiting_since)
    select workspace_id, gen_random_uuid(), brand_id, account_id, coalesce(network_post_id, ''), author ->> 'id',
      case when bool_and(seen_at is not null) then 'done' else 'new' end, max(sent_at), max(sent_at) filter (where seen_at is null)
    from message group by workspace_id, brand_id, account_id, coalesce(network_post_id, ''), author ->> 'id'`,
  `update message set conversation_id = conversation.id from conversation
    where conversation.workspace_id = message.workspace_id and conversation.account_id = message.account_id
      and conversation.thread_key = coalesce(message.network_post_id, '') and conversation.author_id = message.author ->> 'id'`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
