/** The API of attribution: credit, journeys, what people say, holdouts, money. */
import { attributionContract } from '../../../contract/attribution.ts'
import { say } from '../../../contract/sentence.ts'
import { periodOf } from '../../http/days.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { listCampaigns } from '../links/index.ts'
import { deleteCost, insertCost, listCosts } from './store/costs.ts'

const api = implement(attributionContract).$context<RequestContext>().use(access)
const always = { fromDay: '0001-01-01', toDay: '9999-12-31' }

export const attributionRoutes = api.router({
  costs: api.costs.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    return listCosts(context.services.database.db, input, periodOf(input, brand.timeZone, context.services.now(), 365))
  }),
  addCost: api.addCost.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const { cost } = input
    if (cost.endsOn < cost.startsOn) throw errors.BAD_INPUT(refusal(say('attribution:problem.days'), 'endsOn'))
    if (cost.campaignId !== null && (await listCampaigns(db, input, cost.campaignId)).length === 0)
      throw errors.BAD_INPUT(refusal(say('attribution:problem.campaign'), 'campaignId'))
    const id = await insertCost(db, input, cost, context.services.now())
    const [made] = await listCosts(db, input, always, id)
    if (made === undefined) throw errors.NOT_FOUND()
    return made
  }),
  removeCost: api.removeCost.handler(async ({ context, input, errors }) => {
    const removed = await deleteCost(context.services.database.db, input, input.costId)
    if (!removed) throw errors.NOT_FOUND()
    return { removed }
  }),
})
