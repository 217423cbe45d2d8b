/** Goals: set, changed, closed; and a goal with its chance, from the history of its number. */
import { Temporal } from 'temporal-polyfill'
import type { Goal, GoalInput, GoalOutlook } from '../../../contract/goals.ts'
import { WeeklyMetric } from '../../../contract/metrics.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { foresee, type MeasureInput, readFollowed, toHistory } from '../forecast/index.ts'
import { findBrand } from '../team/index.ts'
import { decideOutlook } from './decide.ts'
import { alterGoalDated, changeGoal, findGoal, insertGoal, type Scope } from './store.ts'

/** Beyond two years a forecast from a few years of days says nothing. */
const farthestDays = 730

const todayIn = (services: Pick<Services, 'now'>, timeZone: string) =>
  Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()

const readHistory = async (services: Services, scope: Scope & { timeZone: string }, goal: GoalInput): Promise<MeasureInput['known']> =>
  readFollowed(services, {
    workspaceId: scope.workspaceId,
    brandId: scope.brandId,
    timeZone: scope.timeZone,
    metric: goal.metric,
    ...(goal.accountId === null ? {} : { accountId: goal.accountId }),
  })

export type GoalChange = { kind: 'done'; goal: Goal } | { kind: 'refused'; reason: Sentence; where: string } | { kind: 'missing' }

/** The first thing that cannot be about a goal, and where its number stands now. */
const examine = async (
  services: Services,
  scope: Scope,
  goal: GoalInput,
): Promise<{ reason: Sentence; where: string } | { baseline: Goal['baseline'] } | null> => {
  const brand = await findBrand(services.database.db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const today = todayIn(services, brand.timeZone)
  if (goal.due <= today.toString()) return { reason: say('goals:problem.past', { due: goal.due }), where: 'due' }
  if (today.until(Temporal.PlainDate.from(goal.due)).days > 3650) return { reason: say('goals:problem.far'), where: 'due' }
  if (goal.accountId === null && !WeeklyMetric.safeParse(goal.metric).success)
    return { reason: say('goals:problem.needsAccount'), where: 'accountId' }
  if (goal.accountId !== null) {
    const account = await findAccount(services.database.db, scope.workspaceId, goal.accountId)
    if (account?.brandId !== scope.brandId) return { reason: say('goals:problem.account'), where: 'accountId' }
  }
  const { history } = toHistory({
    known: await readHistory(services, { ...scope, timeZone: brand.timeZone }, goal),
    timeZone: brand.timeZone,
  })
  const newest = history.findLast(({ value }) => value !== null)
  if (newest?.value === undefined || newest.value === null) return { baseline: null }
  if (newest.value === goal.target) return { reason: say('goals:problem.met', { value: newest.value, day: newest.day }), where: 'target' }
  return { baseline: { day: newest.day, value: newest.value } }
}

const shown = async (services: Services, scope: Scope, goalId: string): Promise<GoalChange> => {
  const goal = await findGoal(services.database.db, scope, goalId)
  return goal === null ? { kind: 'missing' } : { kind: 'done', goal }
}

export const setGoal = async (services: Services, scope: Scope, goal: GoalInput, by: string): Promise<GoalChange> => {
  const examined = await examine(services, scope, goal)
  if (examined === null) return { kind: 'missing' }
  if ('reason' in examined) return { kind: 'refused', ...examined }
  const id = await insertGoal(services.database.db, scope, goal, { baseline: examined.baseline, by, now: services.now() })
  return shown(services, scope, id)
}

/** Where it started stays, unless the goal is now about another number. */
export const alterGoal = async (services: Services, scope: Scope, goalId: string, goal: GoalInput, by: string): Promise<GoalChange> => {
  const before = await findGoal(services.database.db, scope, goalId)
  if (before === null) return { kind: 'missing' }
  if (before.state !== 'open') return { kind: 'refused', reason: say('goals:problem.closed'), where: 'state' }
  const examined = await examine(services, scope, goal)
  if (examined === null) return { kind: 'missing' }
  if ('reason' in examined) return { kind: 'refused', ...examined }
  const isSame = before.metric === goal.metric && before.accountId === goal.accountId
  await alterGoalDated(
    services.database.db,
    scope,
    goalId,
    { goal, ...(isSame ? {} : { baseline: examined.baseline }) },
    { by, now: services.now() },
  )
  return shown(services, scope, goalId)
}

export const closeGoal = async (services: Services, scope: Scope, goalId: string, met: boolean): Promise<GoalChange> => {
  const closed = await changeGoal(services.database.db, scope, goalId, { state: met ? 'met' : 'ended', closedAt: services.now() })
  return closed ? shown(services, scope, goalId) : { kind: 'missing' }
}

/** Cost: one query, and 40 ms of a thread. */
export const readOutlook = async (
  services: Services,
  scope: Scope & { timeZone: string },
  goal: Goal,
  signal?: AbortSignal,
): Promise<GoalOutlook> => {
  const today = todayIn(services, scope.timeZone)
  const known = await readHistory(services, scope, goal)
  const newest = toHistory({ known, timeZone: scope.timeZone }).history.findLast(({ value }) => value !== null)
  // From the newest reading to a quarter beyond the goal's day, so that "when" is answered even where "by then" is no.
  const span = Temporal.PlainDate.from(newest?.day ?? today.toString()).until(Temporal.PlainDate.from(goal.due)).days
  const days = Math.min(farthestDays, Math.max(14, span + Math.max(28, Math.ceil(span / 4))))
  const foresight = await foresee({ known, timeZone: scope.timeZone, days, goal: goal.target }, signal)
  return decideOutlook(goal, foresight, today.toString())
}
