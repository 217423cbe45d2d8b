/** Refunds, kept whether or not their order is known yet, and what of an order's value came back. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table refund (
    workspace_id text not null references workspace (id) on delete cascade,
    brand_id uuid not null,
    id uuid not null,
    -- The order's id, by which the two find each other in whichever order they come.
    conversion_id uuid not null,
    -- The order's number as it was told, so that people can look it up.
    order_name text not null,
    -- Null: all of the order, whatever it was worth. Nought: it was taken back.
    amount numeric(18, 4),
    currency text,
    -- All that came back of the order so far, not one refund of several.
    is_total boolean not null,
    occurred_at timestamptz not null,
    -- By the sender's clock: what was told later wins, in whichever order it arrives.
    told_at timestamptz not null,
    source text not null,
    import_id uuid,
    received_at timestamptz not null,
    primary key (workspace_id, brand_id, id),
    foreign key (workspace_id, brand_id) references brand (workspace_id, id) on delete cascade)`,
  'create index refund_conversion on refund (workspace_id, brand_id, conversion_id)',
  'create index refund_time on refund (workspace_id, brand_id, occurred_at desc)',
  // In the order's currency, never more than its value; null where nothing came back.
  'alter table event add column refunded numeric(18, 4)',
  'alter table event_staged add column conversion_id uuid, add column is_total boolean',
  'alter table event_staged drop constraint event_staged_kind_check',
  `alter table event_staged add constraint event_staged_kind_check check (kind in ('touch', 'conversion', 'refund'))`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
