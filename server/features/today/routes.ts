/** The API of Today: one person's list, and putting entries away for oneself. */
import { todayContract } from '../../../contract/today.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { findBrand } from '../team/index.ts'
import { decideToday } from './decide/decide.ts'
import { gatherFacts } from './gather.ts'
import { fingerprintOf, untilOf } from './decide/person.ts'
import { bringBack, listAway, putAway } from './store.ts'

const api = implement(todayContract).$context<RequestContext>().use(access)

export const todayRoutes = api.router({
  read: api.read.handler(async ({ context: { services, user, can }, input, errors }) => {
    const [facts, away] = await Promise.all([
      gatherFacts(services, input, user.language),
      listAway(services.database.db, { ...input, userId: user.id }),
    ])
    if (facts === null) throw errors.NOT_FOUND()
    return decideToday(facts, { userId: user.id, can, away, view: input.view, withAway: input.withAway })
  }),
  putAway: api.putAway.handler(async ({ context: { services, user, can }, input, errors }) => {
    const { db } = services.database
    const [facts, brand] = await Promise.all([gatherFacts(services, input, user.language), findBrand(db, input.workspaceId, input.brandId)])
    if (facts === null || brand === null) throw errors.NOT_FOUND()
    const everything = decideToday(facts, { userId: user.id, can, away: [], view: 'everyone', withAway: true })
    const item = everything.items.find(({ id }) => id === input.itemId)
    // What needed somebody has been settled in the meantime, so there is nothing to put away.
    if (item === undefined) throw errors.NOT_FOUND()
    const now = services.now()
    const row = {
      itemId: item.id,
      kind: input.how === 'done' ? ('done' as const) : ('later' as const),
      until: untilOf(input.how, item.kind === 'act', now, brand.timeZone),
      fingerprint: fingerprintOf(item),
      urgency: item.urgency,
    }
    await putAway(db, { ...input, userId: user.id }, row, now)
    return { kind: row.kind, until: row.until?.toISOString() ?? null }
  }),
  bringBack: api.bringBack.handler(async ({ context: { services, user }, input, errors }) => {
    if (!(await bringBack(services.database.db, { ...input, userId: user.id }, input.itemId))) throw errors.NOT_FOUND()
    return { itemId: input.itemId }
  }),
})
