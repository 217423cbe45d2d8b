/** Routes of when answers are due, how fast they came, and what of each channel is read. */
import { say } from '../../../contract/sentence.ts'
import { periodOf } from '../../http/days.ts'
import { refusal } from '../../say.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { api } from './api.ts'
import { readCoverage } from './coverage.ts'
import { readLapsing } from './lapsing.ts'
import { measureResponses } from './responses.ts'
import { findSettings, listAnswered, saveSettings } from './store/settings.ts'

export const settingsHandlers = {
  settings: api.settings.handler(({ context, input }) => findSettings(context.services.database.db, input)),
  saveSettings: api.saveSettings.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const known = new Set((await listAccounts(db, input)).map(({ id }) => id))
    const { settings } = input
    if (settings.targets.some(({ accountId }) => accountId !== null && !known.has(accountId)))
      throw errors.BAD_INPUT(refusal(say('calendar:problem.account'), 'targets'))
    const wrong = settings.hours.find(({ from, to }) => from >= to)
    if (wrong !== undefined) throw errors.BAD_INPUT(refusal(say('inbox:problem.hours', { from: wrong.from, to: wrong.to }), 'hours'))
    await saveSettings(db, input, settings)
    return findSettings(db, input)
  }),
  lapsing: api.lapsing.handler(({ context, input }) => readLapsing(context.services, input)),
  coverage: api.coverage.handler(({ context, input }) => readCoverage(context.services, input)),
  responses: api.responses.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const brand = await findBrand(database.db, input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    const period = periodOf(input, brand.timeZone, now())
    const [accounts, settings, answered] = await Promise.all([
      listAccounts(database.db, input),
      findSettings(database.db, input),
      listAnswered(database.db, input, period),
    ])
    return measureResponses(answered, accounts, settings, brand.timeZone, { from: period.fromDay, to: period.toDay })
  }),
}
