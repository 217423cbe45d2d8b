/** The API of events: telling them, the ways they come in, files, forgetting a person, and the form. */
import { randomBytes } from 'node:crypto'
import { eventsContract } from '../../../contract/events.ts'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { appAddress } from '../../http/address.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { hookBound } from './hooks/receive.ts'
import { takeAnswers, takeConversions, takeEvents, takeRefunds, type Taken } from './ingest.ts'
import { snippetFor } from './script.ts'
import {
  type HookRow,
  insertHook,
  insertSiteKey,
  listHooks,
  listImports,
  listSiteKeys,
  noteImport,
  removeHook,
  revokeSiteKey,
} from './store/doors.ts'
import { forgetPerson, summarise } from './store/events.ts'
import { readRefunds } from './store/refunds.ts'
import { newSurveyToken, usualSurvey } from './usual-survey.ts'
import { countAnswers, findSurvey, saveSurvey } from './store/survey.ts'

const api = implement(eventsContract).$context<RequestContext>().use(access)

const added = (errors: { BAD_INPUT: (options: ReturnType<typeof refusal>) => Error }, taken: Taken) => {
  if (taken.kind === 'refused') throw errors.BAD_INPUT(refusal(taken.words, taken.where))
  return taken.added
}

const siteKey = (services: Services, row: { id: string; key: string; origins: string[]; created_at: Date }) => ({
  id: row.id,
  key: row.key,
  origins: row.origins,
  createdAt: row.created_at.toISOString(),
  snippet: snippetFor(appAddress(services.config), row.key),
})

const showHook = (services: Services, row: HookRow) => ({
  id: row.id,
  shop: row.shop,
  address: `${appAddress(services.config)}/api/hooks/${row.id}`,
  createdAt: row.createdAt.toISOString(),
  lastAt: row.lastAt?.toISOString() ?? null,
  lastProblem: row.lastProblem,
  accepted: row.accepted,
  refused: row.refused,
})

export const eventsRoutes = api.router({
  summary: api.summary.handler(({ context, input }) => summarise(context.services.database.db, input)),
  add: api.add.handler(async ({ context, input, errors }) => added(errors, await takeEvents(context.services, input, input, 'api'))),
  addConversions: api.addConversions.handler(async ({ context, input, errors }) =>
    added(errors, await takeConversions(context.services, input, input, 'api')),
  ),
  addRefunds: api.addRefunds.handler(async ({ context, input, errors }) =>
    added(errors, await takeRefunds(context.services, input, input, 'api')),
  ),
  refunds: api.refunds.handler(({ context, input }) => readRefunds(context.services.database.db, input)),
  forget: api.forget.handler(({ context, input }) =>
    forgetPerson(context.services.database.db, input, input.visitor, context.services.now()),
  ),
  siteKeys: api.siteKeys.handler(async ({ context, input }) =>
    (await listSiteKeys(context.services.database.db, input)).map((row) => siteKey(context.services, row)),
  ),
  makeSiteKey: api.makeSiteKey.handler(async ({ context, input }) => {
    const { services } = context
    const row = { id: newId(), key: randomBytes(12).toString('base64url'), origins: input.origins.map((origin) => new URL(origin).origin) }
    await insertSiteKey(services.database.db, input, row, services.now())
    return siteKey(services, { ...row, created_at: services.now() })
  }),
  revokeSiteKey: api.revokeSiteKey.handler(async ({ context, input, errors }) => {
    const revoked = await revokeSiteKey(context.services.database.db, input, input.siteKeyId, context.services.now())
    if (!revoked) throw errors.NOT_FOUND()
    return { revoked }
  }),
  hooks: api.hooks.handler(async ({ context, input }) =>
    (await listHooks(context.services.database.db, input)).map((row) => showHook(context.services, row)),
  ),
  makeHook: api.makeHook.handler(async ({ context, input, errors }) => {
    const { services } = context
    const own = input.shop === 'athar' && input.secret === undefined ? randomBytes(32).toString('base64url') : null
    const secret = input.secret ?? own
    if (secret === null) throw errors.BAD_INPUT(refusal(say('events:problem.noSecret'), 'secret'))
    const id = newId()
    const { sealed, keyId } = services.vault.seal(secret, hookBound(input.workspaceId, id))
    await insertHook(services.database.db, input, { id, shop: input.shop, secret: sealed, keyId }, services.now())
    const row = (await listHooks(services.database.db, input)).find((hook) => hook.id === id)
    if (row === undefined) throw errors.NOT_FOUND()
    // One of our own making is shown once; one that the shop made is known there.
    return { ...showHook(services, row), secret: own }
  }),
  removeHook: api.removeHook.handler(async ({ context, input, errors }) => {
    const removed = await removeHook(context.services.database.db, input, input.hookId, context.services.now())
    if (!removed) throw errors.NOT_FOUND()
    return { removed }
  }),
  imports: api.imports.handler(({ context, input }) => listImports(context.services.database.db, input)),
  getImport: api.getImport.handler(async ({ context, input, errors }) => {
    const [found] = await listImports(context.services.database.db, input, input.importId)
    if (found === undefined) throw errors.NOT_FOUND()
    return found
  }),
  cancelImport: api.cancelImport.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const [there] = await listImports(database.db, input, input.importId)
    if (there === undefined) throw errors.NOT_FOUND()
    await noteImport(database.db, input.workspaceId, input.importId, { state: 'canceled', endedAt: now() })
    const [found] = await listImports(database.db, input, input.importId)
    return found ?? there
  }),
  survey: api.survey.handler(async ({ context, input, errors }) => {
    const { services } = context
    const [found, brand, answers] = await Promise.all([
      findSurvey(services.database.db, input),
      context.readBrand(input.workspaceId, input.brandId),
      countAnswers(services.database.db, input),
    ])
    if (brand === null) throw errors.NOT_FOUND()
    return found === null
      ? { survey: usualSurvey(brand.language === 'ar' ? 'ar' : 'en'), address: null, answers }
      : { survey: found.survey, address: `${appAddress(services.config)}/how/${found.token}`, answers }
  }),
  saveSurvey: api.saveSurvey.handler(async ({ context, input, errors }) => {
    const { services } = context
    const keys = input.survey.choices.map(({ key }) => key)
    const double = keys.find((key, at) => keys.indexOf(key) !== at || key === 'other' || key === 'unsure')
    if (double !== undefined) throw errors.BAD_INPUT(refusal(say('events:problem.choiceTwice', { key: double }), 'choices'))
    const token = (await findSurvey(services.database.db, input))?.token ?? newSurveyToken()
    await saveSurvey(services.database.db, input, input.survey, token, services.now())
    return {
      survey: input.survey,
      address: `${appAddress(services.config)}/how/${token}`,
      answers: await countAnswers(services.database.db, input),
    }
  }),
  addAnswers: api.addAnswers.handler(async ({ context, input, errors }) => {
    const { services } = context
    const survey = (await findSurvey(services.database.db, input))?.survey
    const known = survey === undefined ? null : new Set(['other', 'unsure', ...survey.choices.map(({ key }) => key)])
    const unknown = input.answers.findIndex(({ choice }) => known !== null && !known.has(choice))
    if (unknown >= 0)
      throw errors.BAD_INPUT(
        refusal(say('events:problem.choice', { choice: input.answers[unknown]?.choice ?? '' }), `answers.${unknown}.choice`),
      )
    return takeAnswers(services, input, input.answers, 'api')
  }),
})
