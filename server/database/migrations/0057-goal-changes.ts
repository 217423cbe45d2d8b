/** Every change of a goal, dated: what it was before and what it is since. Only added to. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table goal_change (
    workspace_id text not null,
    brand_id uuid not null,
    goal_id uuid not null,
    id uuid not null,
    at timestamptz not null,
    by text not null,
    before jsonb not null,
    after jsonb not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, goal_id) references goal (workspace_id, id) on delete cascade)`,
  'create index goal_change_of on goal_change (workspace_id, brand_id, goal_id, at desc)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
