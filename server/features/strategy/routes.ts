/** The API of strategy. */
import { strategyContract } from '../../../contract/strategy.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { tellPersonas } from './decide/personas.ts'
import { noteSpent, putIntoPillar, saveStrategy } from './change.ts'
import { readAudience, readCheck, readPillarOf, readSortable } from './read.ts'
import { removeSpent } from './store/spent.ts'
import { findCurrent, listVersions } from './store/versions.ts'

const api = implement(strategyContract).$context<RequestContext>().use(access)

const zoneOf = async (context: RequestContext, input: { workspaceId: string; brandId: string }) => {
  const brand = await context.readBrand(input.workspaceId, input.brandId)
  return brand === null ? null : { workspaceId: input.workspaceId, brandId: input.brandId, timeZone: brand.timeZone }
}

export const strategyRoutes = api.router({
  read: api.read.handler(async ({ context, input, errors }) => {
    const where = await zoneOf(context, input)
    if (where === null) throw errors.NOT_FOUND()
    const [current, audience] = await Promise.all([findCurrent(context.services.database.db, where), readAudience(context.services, where)])
    return { current, audience, personas: tellPersonas(current?.content.personas ?? [], audience) }
  }),
  save: api.save.handler(async ({ context, input, errors }) => {
    const saved = await saveStrategy(context.services, input, input, context.user.name)
    if (saved.kind === 'refused') throw errors.BAD_INPUT(refusal(saved.reason, saved.where))
    if (saved.kind === 'newer') throw errors.CONFLICT(refusal(saved.reason))
    return saved.version
  }),
  versions: api.versions.handler(({ context, input }) => listVersions(context.services.database.db, input)),
  check: api.check.handler(async ({ context, input, errors }) => {
    const where = await zoneOf(context, input)
    if (where === null) throw errors.NOT_FOUND()
    return readCheck(context.services, where, input.month)
  }),
  posts: api.posts.handler(({ context, input }) => readSortable(context.services, input, input)),
  sort: api.sort.handler(async ({ context, input, errors }) => {
    const sorted = await putIntoPillar(context.services, input, input, context.user.name)
    if (sorted === null) throw errors.BAD_INPUT(refusal(say('strategy:problem.noPillar'), 'pillarId'))
    return { sorted }
  }),
  pillarOf: api.pillarOf.handler(async ({ context, input, errors }) => {
    const post = await readPillarOf(context.services, input, input.kind, input.postId)
    if (post === null) throw errors.NOT_FOUND()
    return post
  }),
  spend: api.spend.handler(async ({ context, input, errors }) => {
    const { day, what, hours, money, currency } = input
    const noted = await noteSpent(context.services, input, { day, what, hours, money, currency, by: context.user.name })
    if (noted.kind === 'refused') throw errors.BAD_INPUT(refusal(noted.reason, noted.where))
    return noted.entry
  }),
  unspend: api.unspend.handler(async ({ context, input, errors }) => {
    if (!(await removeSpent(context.services.database.db, input, input.spentId))) throw errors.NOT_FOUND()
    return { removed: true as const }
  }),
})
