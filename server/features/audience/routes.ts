/** The API of the audience: audits of accounts and lists, and engaged followers. */
import { type Audit, audienceContract } from '../../../contract/audience.ts'
import { errorsElsewhere } from '../../../statistics/classify/fake-model.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { newId } from '../../database/ids.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { findAccount } from '../accounts/index.ts'
import { decideAudit } from './decide.ts'
import { openDraw } from './draw.ts'
import { readEngagedFollowers } from './index.ts'
import { drawFollowers, readErrors } from './ingest.ts'
import { measureAudit, measureChange } from './measure.ts'
import { planSample } from './plan.ts'
import { readGrowth } from './read-growth.ts'
import { readQuality } from './read-quality.ts'
import { readList } from './read-list.ts'
import { findNewest, insertAudit, listAudits } from './store.ts'

const api = implement(audienceContract).$context<RequestContext>().use(access)

export const audienceRoutes = api.router({
  audits: api.audits.handler(({ context, input }) => listAudits(context.services.database.db, input)),
  auditAccount: api.auditAccount.handler(async ({ context, input, errors, signal }) => {
    const { db } = context.services.database
    const account = await findAccount(db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    const id = newId()
    const detector = await readErrors(context.services, account.network)
    const read = await drawFollowers(context.services, input, { size: planSample(input.halfWidth, detector), seed: id, signal })
    if (read.kind === 'refused') throw errors.BAD_INPUT(refusal(read.reason, 'accountId'))
    const measured = measureAudit(read.drawn, detector, id)
    const before = await findNewest(db, input, input.accountId)
    const counts = measured.kind === 'audit' ? measured.counts : null
    const earlier = before?.counts ?? null
    const change: Audit['change'] =
      before === null || earlier === null || counts === null
        ? null
        : { since: before.createdAt.toISOString(), ...measureChange(earlier, counts, id) }
    const about = { id, accountId: input.accountId, name: `@${account.handle}`, at: context.services.now() }
    const audit = decideAudit(about, read.drawn, measured, change)
    await insertAudit(db, input, { audit, counts, drawn: read.drawn.sample.map((one) => one.id) })
    return audit
  }),
  auditList: api.auditList.handler(async ({ context, input, errors }) => {
    const list = readList(input.csv)
    if (list.kind === 'refused') throw errors.BAD_INPUT(refusal(list.reason, list.where))
    const id = newId()
    const draw = openDraw(planSample(input.halfWidth, errorsElsewhere), createGenerator(id))
    for (const one of list.followers) draw.take(one)
    const measured = measureAudit(draw.drawn, errorsElsewhere, id)
    const audit = decideAudit({ id, accountId: null, name: input.name, at: context.services.now() }, draw.drawn, measured, null)
    const counts = measured.kind === 'audit' ? measured.counts : null
    await insertAudit(context.services.database.db, input, { audit, counts, drawn: draw.drawn.sample.map((one) => one.id) })
    return audit
  }),
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
