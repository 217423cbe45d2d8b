/** The API of pulse. */
import { z } from 'zod'
import { pulseContract } from '../../../contract/pulse.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { decide, followFeed } from './feeds/follow.ts'
import { readHealth } from './health.ts'
import { nearChanges } from './near.ts'
import { noteShift, readOverview, readShift } from './read.ts'
import { readRegister } from './register/read.ts'
import { planRetirement, retireNetwork } from './retire.ts'
import { deleteChange, insertChange } from './store/changes.ts'
import { deleteFeed, listFeeds, listWaiting } from './store/feeds.ts'
import { watchBrand } from './watch.ts'

const api = implement(pulseContract).$context<RequestContext>().use(access)

export const pulseRoutes = api.router({
  overview: api.overview.handler(({ context, input }) => readOverview(context.services, input)),
  shift: api.shift.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    const read = brand === null ? null : await readShift(context.services, { ...input, timeZone: brand.timeZone }, input.shiftId)
    if (read === null) throw errors.NOT_FOUND()
    return read
  }),
  note: api.note.handler(async ({ context, input, errors }) => {
    const shift = await noteShift(context.services, input, input.shiftId, input.note, context.user.name)
    if (shift === null) throw errors.NOT_FOUND()
    return shift
  }),
  register: api.register.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    return readRegister(context.services, { ...input, timeZone: brand.timeZone }, input)
  }),
  addChange: api.addChange.handler(async ({ context, input }) => {
    const { database, now } = context.services
    return { id: await insertChange(database.db, input.workspaceId, input.change, context.user.name, now()) }
  }),
  removeChange: api.removeChange.handler(async ({ context, input, errors }) => {
    // What Athar brings along has other names than ids, and stays.
    const isOwn = z.uuid().safeParse(input.changeId).success
    if (!isOwn || !(await deleteChange(context.services.database.db, input.workspaceId, input.changeId))) throw errors.NOT_FOUND()
    return { id: input.changeId }
  }),
  feeds: api.feeds.handler(async ({ context, input }) => {
    const { db } = context.services.database
    const [feeds, waiting] = await Promise.all([listFeeds(db, input.workspaceId), listWaiting(db, input.workspaceId)])
    return { feeds, waiting }
  }),
  followFeed: api.followFeed.handler(async ({ context, input, errors }) => {
    const followed = await followFeed(context.services, input.workspaceId, input.feed, context.user.name)
    if (followed.kind === 'refused') throw errors.BAD_INPUT(refusal(followed.reason, 'url'))
    return followed.feed
  }),
  removeFeed: api.removeFeed.handler(async ({ context, input, errors }) => {
    if (!(await deleteFeed(context.services.database.db, input.workspaceId, input.feedId))) throw errors.NOT_FOUND()
    return { id: input.feedId }
  }),
  decideItem: api.decideItem.handler(async ({ context, input, errors }) => {
    if (!(await decide(context.services, input.workspaceId, input.itemId, input.decision, context.user.name))) throw errors.NOT_FOUND()
    return { id: input.itemId }
  }),
  retirement: api.retirement.handler(async ({ context, input, errors }) => {
    const plan = await planRetirement(context.services, input, input.network)
    if (plan === null) throw errors.NOT_FOUND()
    return plan
  }),
  retire: api.retire.handler(async ({ context, input, errors }) => {
    const retiring = await retireNetwork(context.services, input, input.network, context.user.name)
    if (retiring.kind === 'missing') throw errors.NOT_FOUND()
    if (retiring.kind === 'refused') throw errors.BAD_INPUT(refusal(retiring.reason))
    return retiring.retired
  }),
  health: api.health.handler(({ context, input }) => readHealth(context.services, input)),
  watch: api.watch.handler(async ({ context, input, errors, signal }) => {
    const watched = await watchBrand(context.services, input, nearChanges(context.services, input), signal)
    if (watched === null) throw errors.NOT_FOUND()
    return { found: watched.found.length, series: watched.series }
  }),
})
