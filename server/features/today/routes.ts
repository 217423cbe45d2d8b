/** The API of Today. */
import { todayContract } from '../../../contract/today.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { decideToday } from './decide.ts'
import { gatherFacts } from './gather.ts'

const api = implement(todayContract).$context<RequestContext>().use(access)

export const todayRoutes = api.router({
  read: api.read.handler(async ({ context, input, errors }) => {
    const facts = await gatherFacts(context.services, input, context.user.language)
    if (facts === null) throw errors.NOT_FOUND()
    return decideToday(facts)
  }),
})
