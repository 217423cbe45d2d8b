/** The API of forecasts. */
import { forecastContract } from '../../../contract/forecast.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { findAccount } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { decideForecast } from './decide.ts'
import { foresee, readFollowed } from './index.ts'

const api = implement(forecastContract).$context<RequestContext>().use(access)

export const forecastRoutes = api.router({
  read: api.read.handler(async ({ context, input, errors, signal }) => {
    const { db } = context.services.database
    const [brand, account] = await Promise.all([
      findBrand(db, input.workspaceId, input.brandId),
      findAccount(db, input.workspaceId, input.accountId),
    ])
    if (brand === null || account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    const known = await readFollowed(context.services, { ...input, timeZone: brand.timeZone })
    const question = { known, timeZone: brand.timeZone, days: input.days, goal: input.goal ?? null }
    return decideForecast(await foresee(question, signal))
  }),
})
