/** The API of experiments. */
import { experimentsContract } from '../../../contract/experiments.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { attachPost, type Changed, changePlan, createExperiment, endExperiment, startExperiment } from './change.ts'
import { forecastPlan } from './plan.ts'
import { readExperiment, readPast, readTable } from './read.ts'
import { listExperiments, listPlannedSlots, type Scope } from './store.ts'

const api = implement(experimentsContract).$context<RequestContext>().use(access)

interface Errors {
  NOT_FOUND: () => Error
  BAD_INPUT: (options: ReturnType<typeof refusal>) => Error
}

/** Answers with the experiment after a change, or throws what stood in its way. */
const answer = async (context: RequestContext, errors: Errors, scope: Scope, changed: Changed) => {
  if (changed.kind === 'missing') throw errors.NOT_FOUND()
  if (changed.kind === 'refused') throw errors.BAD_INPUT(refusal(changed.reason, changed.where))
  const experiment = await readExperiment(context.services, {
    workspaceId: scope.workspaceId,
    brandId: scope.brandId,
    experimentId: changed.experimentId,
  })
  if (experiment === null) throw errors.NOT_FOUND()
  return experiment
}

export const experimentsRoutes = api.router({
  list: api.list.handler(async ({ context, input }) => {
    const found = await listExperiments(context.services.database.db, input, { cursor: input.cursor, limit: input.limit + 1 })
    const experiments = found.slice(0, input.limit)
    return { experiments, nextCursor: found.length > input.limit ? (experiments.at(-1)?.id ?? null) : null }
  }),
  get: api.get.handler(async ({ context, input, errors, signal }) => {
    const experiment = await readExperiment(context.services, input, signal)
    if (experiment === null) throw errors.NOT_FOUND()
    return experiment
  }),
  slots: api.slots.handler(({ context, input }) => listPlannedSlots(context.services.database.db, input)),
  forecast: api.forecast.handler(async ({ context, input, errors }) => {
    const past = await readPast(context.services, input, input.plan)
    if (past === null) throw errors.NOT_FOUND()
    return forecastPlan(past, input.plan)
  }),
  create: api.create.handler(async ({ context, input, errors }) =>
    answer(context, errors, input, await createExperiment(context.services, input, input.plan, context.user.name)),
  ),
  update: api.update.handler(async ({ context, input, errors }) =>
    answer(context, errors, input, await changePlan(context.services, input, input.plan, context.user.name)),
  ),
  start: api.start.handler(async ({ context, input, errors }) =>
    answer(context, errors, input, await startExperiment(context.services, input, context.user.name)),
  ),
  attach: api.attach.handler(async ({ context, input, errors }) =>
    answer(context, errors, input, await attachPost(context.services, input, input, context.user.name)),
  ),
  stop: api.stop.handler(async ({ context, input, errors }) => {
    const before = await readExperiment(context.services, input)
    const act = { act: 'stopped' as const, reason: input.reason, by: context.user.name, result: before?.result ?? null }
    return answer(context, errors, input, await endExperiment(context.services, input, act))
  }),
  decide: api.decide.handler(async ({ context, input, errors }) => {
    const before = await readExperiment(context.services, input)
    const act = { act: 'decided' as const, reason: input.reason, by: context.user.name, result: before?.result ?? null }
    return answer(context, errors, input, await endExperiment(context.services, input, act))
  }),
  table: api.table.handler(async ({ input, errors }) => {
    const impossible = input.arms.find((one) => 'conversions' in one && one.conversions > one.n)
    if (impossible !== undefined) throw errors.BAD_INPUT(refusal(say('experiments:problem.conversions', { arm: impossible.arm }), 'arms'))
    return readTable(input.arms, input.rule, input.plannedN)
  }),
})
