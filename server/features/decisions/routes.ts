/** The API of the decision log. */
import { decisionsContract } from '../../../contract/decisions.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { checkDecision, noteDecision, readDecision, readLog } from './log.ts'

const api = implement(decisionsContract).$context<RequestContext>().use(access)

export const decisionsRoutes = api.router({
  list: api.list.handler(({ context, input }) => readLog(context.services, input)),
  read: api.read.handler(async ({ context, input, errors }) => {
    const found = await readDecision(context.services, input)
    if (found === null) throw errors.NOT_FOUND()
    return found
  }),
  decide: api.decide.handler(async ({ context, input, errors }) => {
    const noted = await noteDecision(context.services, input, input.decision, context.user.name)
    if (noted.kind === 'missing') throw errors.NOT_FOUND()
    if (noted.kind === 'refused') throw errors.BAD_INPUT(refusal(noted.reason, noted.where))
    return noted.decision
  }),
  check: api.check.handler(async ({ context, input, errors }) => {
    const decision = await checkDecision(context.services, input, { verdict: input.verdict, note: input.note, by: context.user.name })
    if (decision === null) throw errors.NOT_FOUND()
    return decision
  }),
})
