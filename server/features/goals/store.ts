/** The SQL of goals. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { FollowedMetric } from '../../../contract/metrics.ts'
import type { Goal, GoalDated, GoalInput } from '../../../contract/goals.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

const toGoal = (row: Selectable<DB['goal']>): Goal => ({
  id: row.id,
  title: row.title,
  metric: row.metric as FollowedMetric,
  accountId: row.account_id,
  target: row.target,
  horizon: row.horizon as Goal['horizon'],
  due: String(row.due),
  owner: row.owner,
  state: row.state as Goal['state'],
  baseline: row.baseline_day === null || row.baseline_value === null ? null : { day: String(row.baseline_day), value: row.baseline_value },
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  closedAt: row.closed_at?.toISOString() ?? null,
})

/** Open ones first, the nearest day first. */
export const listGoals = async (db: Db, scope: Scope): Promise<Goal[]> =>
  (
    await db
      .selectFrom('goal')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy((order) => order.case().when('state', '=', 'open').then(0).else(1).end())
      .orderBy('due')
      .orderBy('id')
      .limit(200)
      .execute()
  ).map(toGoal)

export const findGoal = async (db: Db, scope: Scope, goalId: string): Promise<Goal | null> => {
  const row = await db
    .selectFrom('goal')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', goalId)
    .executeTakeFirst()
  return row === undefined ? null : toGoal(row)
}

const columns = (goal: GoalInput) => ({
  title: goal.title,
  metric: goal.metric,
  account_id: goal.accountId,
  target: goal.target,
  horizon: goal.horizon,
  due: goal.due,
  owner: goal.owner,
})

export const insertGoal = async (
  db: Db,
  scope: Scope,
  goal: GoalInput,
  made: { baseline: Goal['baseline']; by: string; now: Date },
): Promise<string> => {
  const id = newId()
  await db
    .insertInto('goal')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      ...columns(goal),
      state: 'open',
      baseline_day: made.baseline?.day ?? null,
      baseline_value: made.baseline?.value ?? null,
      created_at: made.now,
      created_by: made.by,
    })
    .execute()
  return id
}

const shownChanges = 200

/** Every change of the brand's goals, or of one, the newest first. */
export const listChanges = async (db: Db, scope: Scope, goalId?: string): Promise<(GoalDated & { goalId: string })[]> => {
  let query = db.selectFrom('goal_change').selectAll().where('workspace_id', '=', scope.workspaceId).where('brand_id', '=', scope.brandId)
  if (goalId !== undefined) query = query.where('goal_id', '=', goalId)
  return (await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(shownChanges).execute()).map((row) => ({
    goalId: row.goal_id,
    at: row.at.toISOString(),
    by: row.by,
    before: row.before as unknown as GoalInput,
    after: row.after as unknown as GoalInput,
  }))
}

const inputOf = ({ title, metric, accountId, target, horizon, due, owner }: GoalInput): GoalInput => ({
  title,
  metric,
  accountId,
  target,
  horizon,
  due,
  owner,
})

/** Changes a goal and writes down what it was, in one transaction; the same again writes nothing down. False when there is no such goal. */
export const alterGoalDated = (
  db: Kysely<DB>,
  scope: Scope,
  goalId: string,
  change: { goal: GoalInput; baseline?: Goal['baseline'] },
  { by, now }: { by: string; now: Date },
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const known = await findGoal(trx, scope, goalId)
    if (known === null || !(await changeGoal(trx, scope, goalId, change))) return false
    const [before, after] = [inputOf(known), inputOf(change.goal)]
    if (JSON.stringify(before) === JSON.stringify(after)) return true
    await trx
      .insertInto('goal_change')
      .values({
        workspace_id: scope.workspaceId,
        brand_id: scope.brandId,
        goal_id: goalId,
        id: newId(),
        at: now,
        by,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      })
      .execute()
    return true
  })

/** False when there is no such goal. */
export const changeGoal = async (
  db: Db,
  scope: Scope,
  goalId: string,
  change: { goal?: GoalInput; baseline?: Goal['baseline']; state?: Goal['state']; closedAt?: Date },
): Promise<boolean> => {
  const changed = await db
    .updateTable('goal')
    .set({
      ...(change.goal === undefined ? {} : columns(change.goal)),
      ...(change.baseline === undefined
        ? {}
        : { baseline_day: change.baseline?.day ?? null, baseline_value: change.baseline?.value ?? null }),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', goalId)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}
