/** The API of marks: every room is asked, and what is about another account or metric is left out. */
import { marksContract } from '../../../contract/marks.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { choose } from './choose.ts'
import { markRooms } from './rooms.ts'

const api = implement(marksContract).$context<RequestContext>().use(access)

export const marksRoutes = api.router({
  list: api.list.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    const scope = { workspaceId: input.workspaceId, brandId: input.brandId, timeZone: brand.timeZone, from: input.from, to: input.to }
    const marks = await Promise.all(markRooms.map((room) => room(context.services, scope)))
    return choose(marks.flat(), input)
  }),
})
