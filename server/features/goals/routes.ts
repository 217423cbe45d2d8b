/** The API of goals. */
import { goalsContract } from '../../../contract/goals.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { alterGoal, closeGoal, type GoalChange, readOutlook, setGoal } from './outlook.ts'
import { findGoal, listChanges, listGoals } from './store.ts'

const api = implement(goalsContract).$context<RequestContext>().use(access)

interface Errors {
  NOT_FOUND: () => Error
  BAD_INPUT: (options: ReturnType<typeof refusal>) => Error
}
const answer = (errors: Errors, change: GoalChange) => {
  if (change.kind === 'missing') throw errors.NOT_FOUND()
  if (change.kind === 'refused') throw errors.BAD_INPUT(refusal(change.reason, change.where))
  return change.goal
}

export const goalsRoutes = api.router({
  list: api.list.handler(({ context, input }) => listGoals(context.services.database.db, input)),
  read: api.read.handler(async ({ context, input, errors, signal }) => {
    const [brand, goal, changes] = await Promise.all([
      context.readBrand(input.workspaceId, input.brandId),
      findGoal(context.services.database.db, input, input.goalId),
      listChanges(context.services.database.db, input, input.goalId),
    ])
    if (brand === null || goal === null) throw errors.NOT_FOUND()
    const outlook = await readOutlook(context.services, { ...input, timeZone: brand.timeZone }, goal, signal)
    return { goal, outlook, changes: changes.map(({ at, by, before, after }) => ({ at, by, before, after })) }
  }),
  create: api.create.handler(async ({ context, input, errors }) =>
    answer(errors, await setGoal(context.services, input, input.goal, context.user.name)),
  ),
  update: api.update.handler(async ({ context, input, errors }) =>
    answer(errors, await alterGoal(context.services, input, input.goalId, input.goal, context.user.name)),
  ),
  end: api.end.handler(async ({ context, input, errors }) =>
    answer(errors, await closeGoal(context.services, input, input.goalId, input.met)),
  ),
})
