/** The API of attribution: credit, journeys, what people say, holdouts, money. */
import { attributionContract } from '../../../contract/attribution.ts'
import { say } from '../../../contract/sentence.ts'
import { periodOf } from '../../http/days.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { listCampaigns } from '../links/index.ts'
import type { Services } from '../../services.ts'
import { findSurvey, isSocial } from '../events/index.ts'
import { countAsked, measureUntraceable, sayAnswers } from './asked.ts'
import { beginHoldout, judgeHoldout, planFor } from './holdouts.ts'
import { drawJourneys } from './journeys.ts'
import { readMoney } from './read-money.ts'
import { askCredit, cancelCredit } from './runs.ts'
import { deleteCost, insertCost, listCosts } from './store/costs.ts'
import { listHoldouts, stopHoldout } from './store/holdouts.ts'
import { countConversions, countLate, countTraced, listAsked, listLags, readPaths } from './store/paths.ts'

const api = implement(attributionContract).$context<RequestContext>().use(access)
const always = { fromDay: '0001-01-01', toDay: '9999-12-31' }

const readPeriod = async (
  context: { services: Services; readBrand: RequestContext['readBrand'] },
  input: { workspaceId: string; brandId: string; from?: string | undefined; to?: string | undefined },
  errors: { NOT_FOUND: () => Error },
) => {
  const brand = await context.readBrand(input.workspaceId, input.brandId)
  if (brand === null) throw errors.NOT_FOUND()
  return periodOf(input, brand.timeZone, context.services.now())
}

const zoneOf = async (
  context: { readBrand: RequestContext['readBrand'] },
  input: { workspaceId: string; brandId: string },
  errors: { NOT_FOUND: () => Error },
) => {
  const brand = await context.readBrand(input.workspaceId, input.brandId)
  if (brand === null) throw errors.NOT_FOUND()
  return brand.timeZone
}

export const attributionRoutes = api.router({
  credit: api.credit.handler(async ({ context, input, errors }) => {
    const asked = await askCredit(context.services, input, input.by, await readPeriod(context, input, errors))
    return asked.kind === 'done' ? asked.computed.answer : asked
  }),
  cancelCredit: api.cancelCredit.handler(async ({ context, input, errors }) => ({
    canceled: cancelCredit(context.services, input, input.by, await readPeriod(context, input, errors)),
  })),
  journeys: api.journeys.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const period = await readPeriod(context, input, errors)
    const [paths, lags, late] = await Promise.all([
      readPaths(db, input, 'channel', period, null),
      listLags(db, input, period),
      countLate(db, input, period),
    ])
    const picture = drawJourneys(paths, lags, late, { from: period.fromDay, to: period.toDay })
    return picture.conversions === 0
      ? {
          kind: 'too-little-data' as const,
          have: 0,
          need: 1,
          unit: 'conversions',
          words: say('attribution:tooLittle.conversions', { have: 0, need: 1 }),
        }
      : { kind: 'journeys' as const, ...picture }
  }),
  asked: api.asked.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const period = await readPeriod(context, input, errors)
    const [traced, asked, survey, totals] = await Promise.all([
      countTraced(db, input, period),
      listAsked(db, input, period),
      findSurvey(db, input),
      countConversions(db, input, period),
    ])
    const days = { from: period.fromDay, to: period.toDay }
    return {
      answers: asked.reduce((sum, { n }) => sum + n, 0),
      conversions: totals.all,
      rows: sayAnswers(asked, survey?.survey ?? null, isSocial, days),
      untraceable: measureUntraceable(countAsked(traced, asked, survey?.survey ?? null, isSocial), days),
    }
  }),
  money: api.money.handler(async ({ context, input, errors }) =>
    readMoney(context.services, input, await readPeriod(context, input, errors), await zoneOf(context, input, errors)),
  ),
  planHoldout: api.planHoldout.handler(async ({ context, input, errors }) =>
    planFor(context.services, input, input.wish, await zoneOf(context, input, errors)),
  ),
  holdouts: api.holdouts.handler(({ context, input }) => listHoldouts(context.services.database.db, input)),
  beginHoldout: api.beginHoldout.handler(async ({ context, input, errors }) => {
    const timeZone = await zoneOf(context, input, errors)
    const today = periodOf({}, timeZone, context.services.now()).toDay
    if (input.startsOn < today) throw errors.BAD_INPUT(refusal(say('attribution:holdout.problem.past', { day: today }), 'startsOn'))
    const begun = await beginHoldout(context.services, input, { ...input, by: context.user.name, timeZone })
    if ('words' in begun) throw errors.BAD_INPUT(refusal(begun.words, 'wish'))
    const [holdout] = await listHoldouts(context.services.database.db, input, begun.id)
    if (holdout === undefined) throw errors.NOT_FOUND()
    return holdout
  }),
  holdoutResult: api.holdoutResult.handler(async ({ context, input, errors }) => {
    const [holdout] = await listHoldouts(context.services.database.db, input, input.holdoutId)
    if (holdout === undefined) throw errors.NOT_FOUND()
    return { holdout, result: await judgeHoldout(context.services, input, holdout, await zoneOf(context, input, errors)) }
  }),
  stopHoldout: api.stopHoldout.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    await stopHoldout(db, input, input.holdoutId, input.reason, context.services.now())
    const [holdout] = await listHoldouts(db, input, input.holdoutId)
    if (holdout === undefined) throw errors.NOT_FOUND()
    return holdout
  }),
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
