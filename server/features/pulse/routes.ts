/** The API of pulse. */
import { z } from 'zod'
import { pulseContract } from '../../../contract/pulse.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { nearChanges } from './near.ts'
import { noteShift, readOverview, readShift } from './read.ts'
import { readRegister } from './register/read.ts'
import { deleteChange, insertChange } from './store/changes.ts'
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
  watch: api.watch.handler(async ({ context, input, errors, signal }) => {
    const watched = await watchBrand(context.services, input, nearChanges(context.services, input), signal)
    if (watched === null) throw errors.NOT_FOUND()
    return { found: watched.found.length, series: watched.series }
  }),
})
