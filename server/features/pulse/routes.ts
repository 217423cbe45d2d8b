/** The API of pulse. */
import { pulseContract } from '../../../contract/pulse.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { nearChanges } from './near.ts'
import { noteShift, readOverview, readShift } from './read.ts'
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
  watch: api.watch.handler(async ({ context, input, errors, signal }) => {
    const watched = await watchBrand(context.services, input, nearChanges(context.services, input), signal)
    if (watched === null) throw errors.NOT_FOUND()
    return { found: watched.found.length, series: watched.series }
  }),
})
