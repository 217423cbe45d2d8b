/** The API of the guard. */
import { guardContract } from '../../../contract/guard.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { checkText } from './check-text.ts'
import { tellRules } from './decide.ts'
import { knownSources } from './known.ts'
import { readPlans } from './plans.ts'

const api = implement(guardContract).$context<RequestContext>().use(access)

export const guardRoutes = api.router({
  rules: api.rules.handler(() => tellRules(knownSources)),
  check: api.check.handler(({ input }) => checkText(input.text, input.network ?? null)),
  plans: api.plans.handler(({ context, input }) => readPlans(context.services, input)),
})
