/** The API of the audience: audits of accounts and lists, and engaged followers. */
import { Readable } from 'node:stream'
import { audienceContract } from '../../../contract/audience.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { findAccount } from '../accounts/index.ts'
import { type Audited, auditAccount, auditList } from './audit.ts'
import { readEngagedFollowers } from './index.ts'
import { readGrowth } from './read-growth.ts'
import { readQuality } from './read-quality.ts'
import { runRoutes } from './run-routes.ts'
import { listAudits } from './store/audits.ts'

const api = implement(audienceContract).$context<RequestContext>().use(access)

const settle = (errors: { BAD_INPUT: (options: ReturnType<typeof refusal>) => Error }, done: Audited) => {
  if (done.kind === 'audited') return done.audit
  throw errors.BAD_INPUT(done.kind === 'refused' ? refusal(done.reason, done.where) : refusal(say('audience:run.broke')))
}

export const audienceRoutes = api.router({
  audits: api.audits.handler(({ context, input }) => listAudits(context.services.database.db, input)),
  ...runRoutes,
  auditAccount: api.auditAccount.handler(async ({ context, input, errors, signal }) => {
    const account = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    return settle(errors, await auditAccount(context.services, input, account, { halfWidth: input.halfWidth, signal }))
  }),
  auditList: api.auditList.handler(async ({ context, input, errors }) =>
    settle(
      errors,
      await auditList(context.services, input, { name: input.name, halfWidth: input.halfWidth, source: Readable.from([input.csv]) }),
    ),
  ),
  engaged: api.engaged.handler(async ({ context, input, errors }) => {
    const account = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    const to = new Date(new Date(input.to).getTime() + 24 * 60 * 60_000)
    return readEngagedFollowers(context.services, { ...input, from: new Date(input.from), to })
  }),
  quality: api.quality.handler(async ({ context, input, errors }) => {
    const [brand, account] = await Promise.all([
      context.readBrand(input.workspaceId, input.brandId),
      findAccount(context.services.database.db, input.workspaceId, input.accountId),
    ])
    if (brand === null || account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    return readQuality(context.services, { ...input, timeZone: brand.timeZone })
  }),
  growth: api.growth.handler(async ({ context, input, errors }) => {
    const [brand, account] = await Promise.all([
      context.readBrand(input.workspaceId, input.brandId),
      findAccount(context.services.database.db, input.workspaceId, input.accountId),
    ])
    if (brand === null || account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    return readGrowth(context.services, { ...input, timeZone: brand.timeZone }, account)
  }),
})
