/** The API of creative work, and the pictures that a client's link shows. */
import { creativeContract } from '../../../contract/creative.ts'
import { say } from '../../../contract/sentence.ts'
import { access, type Acting, implement, type RequestContext } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import { findPost, listVersions as listPostVersions } from '../calendar/index.ts'
import { readMediaFile } from '../media/index.ts'
import { listShown } from '../publishing/index.ts'
import { readCapacity } from './capacity.ts'
import * as change from './change.ts'
import * as handIn from './hand-in.ts'
import { suggestBrief } from './plan.ts'
import { readBrief, readDeliverable, type Reader, settingsOf, showBriefs, showRight, todayOf } from './read.ts'
import { readResults } from './results.ts'
import { commentByLink, decideByLink, makeReview, openReview, pictureByLink, type Said } from './review.ts'
import { listBriefs } from './store/briefs.ts'
import { findPerson, listPeople, type Scope } from './store/people.ts'
import { listRights } from './store/versions.ts'

const api = implement(creativeContract).$context<RequestContext>().use(access)

type Context = RequestContext & Acting
interface Errors {
  NOT_FOUND: () => Error
  BAD_INPUT: (options: ReturnType<typeof refusal>) => Error
}
const byOf = ({ user }: Context) => ({ id: user.id, name: user.name })
const voterOf = ({ user, role }: Context) => ({ key: `user:${user.id}`, name: user.name, role })
const readerOf = (context: Context): Reader => ({
  voter: context.can('approve') ? voterOf(context) : null,
  seesMoney: context.can('publish'),
  isClient: context.role === 'client',
})

/** The id of what was changed, or throws what stood in its way. */
const idOf = (changed: change.Changed, errors: Errors): string => {
  if (changed.kind === 'missing') throw errors.NOT_FOUND()
  if (changed.kind === 'refused') throw errors.BAD_INPUT(refusal(changed.reason, changed.where))
  return changed.id
}
const briefAfter = async (context: Context, scope: Scope, changed: change.Changed, errors: Errors) => {
  const brief = await readBrief(context.services, scope, idOf(changed, errors), readerOf(context))
  if (brief === null) throw errors.NOT_FOUND()
  return brief
}
const deliverableAfter = async (context: Context, scope: Scope, changed: change.Changed, errors: Errors) => {
  const deliverable = await readDeliverable(context.services, scope, idOf(changed, errors), readerOf(context))
  if (deliverable === null) throw errors.NOT_FOUND()
  return deliverable
}
const personAfter = async (context: Context, scope: Scope, changed: change.Changed, errors: Errors) => {
  const person = await findPerson(context.services.database.db, scope, idOf(changed, errors))
  if (person === null) throw errors.NOT_FOUND()
  return person
}
const reviewAfter = (said: Said, errors: Errors) => {
  if (said.kind === 'missing') throw errors.NOT_FOUND()
  if (said.kind === 'refused') throw errors.BAD_INPUT(refusal(said.reason))
  return said.answer
}

export const creativeRoutes = api.router({
  capacity: api.capacity.handler(({ context, input }) => readCapacity(context.services, input, input.weeks)),
  results: api.results.handler(({ context, input }) => readResults(context.services, input, input.by, input.days)),
  settings: {
    read: api.settings.read.handler(({ context, input }) => settingsOf(context.services.database.db, input)),
    set: api.settings.set.handler(async ({ context, input, errors }) => {
      const fault = await change.changeSettings(context.services, input, {
        currencies: input.currencies,
        expectedHours: input.expectedHours,
      })
      if (fault !== null) throw errors.BAD_INPUT(refusal(fault.reason, fault.where))
      return settingsOf(context.services.database.db, input)
    }),
  },
  people: {
    list: api.people.list.handler(async ({ context, input }) => {
      const { seesMoney, isClient } = readerOf(context)
      if (isClient) return []
      const people = await listPeople(context.services.database.db, input)
      return people.map((person) => ({ ...person, rate: seesMoney ? person.rate : null }))
    }),
    add: api.people.add.handler(async ({ context, input, errors }) =>
      personAfter(context, input, await change.addPerson(context.services, input, input), errors),
    ),
    change: api.people.change.handler(async ({ context, input, errors }) =>
      personAfter(context, input, await change.changePerson(context.services, input, input.personId, input), errors),
    ),
  },
  briefs: {
    list: api.briefs.list.handler(async ({ context, input }) => {
      const { db } = context.services.database
      const rows = await listBriefs(db, input, { state: input.state, before: input.cursor, limit: input.limit + 1 })
      const page = rows.slice(0, input.limit)
      return {
        briefs: await showBriefs(db, input, page, readerOf(context)),
        nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
      }
    }),
    get: api.briefs.get.handler(({ context, input, errors }) => briefAfter(context, input, { kind: 'changed', id: input.briefId }, errors)),
    fromPost: api.briefs.fromPost.handler(async ({ context, input, errors }) => {
      const { db } = context.services.database
      const post = await findPost(db, input, input.postId)
      if (post === null || post.removedAt !== null) throw errors.NOT_FOUND()
      const [versions, publications, settings] = await Promise.all([
        listPostVersions(db, input.workspaceId, post.id),
        listShown(db, input, { postId: post.id, limit: 40 }),
        settingsOf(db, input),
      ])
      return suggestBrief({ post: { id: post.id, title: post.title }, versions, publications, currency: settings.currencies[0] ?? 'USD' })
    }),
    create: api.briefs.create.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.createBrief(context.services, input, input, input.deliverables, byOf(context)), errors),
    ),
    change: api.briefs.change.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.changeBrief(context.services, input, input.briefId, input), errors),
    ),
  },
  costs: {
    add: api.costs.add.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.addCost(context.services, input, input.briefId, input, byOf(context)), errors),
    ),
    change: api.costs.change.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.changeCost(context.services, input, input.briefId, input.costId, input), errors),
    ),
  },
  hours: {
    log: api.hours.log.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.logHours(context.services, input, input.briefId, input, byOf(context)), errors),
    ),
    remove: api.hours.remove.handler(async ({ context, input, errors }) =>
      briefAfter(context, input, await change.removeHours(context.services, input, input.briefId, input.hoursId), errors),
    ),
  },
  deliverables: {
    add: api.deliverables.add.handler(async ({ context, input, errors }) =>
      deliverableAfter(context, input, await change.addDeliverable(context.services, input, input.briefId, input), errors),
    ),
    get: api.deliverables.get.handler(({ context, input, errors }) =>
      deliverableAfter(context, input, { kind: 'changed', id: input.deliverableId }, errors),
    ),
    change: api.deliverables.change.handler(async ({ context, input, errors }) =>
      deliverableAfter(context, input, await change.changeDeliverable(context.services, input, input.deliverableId, input), errors),
    ),
    addVersion: api.deliverables.addVersion.handler(async ({ context, input, errors }) =>
      deliverableAfter(context, input, await handIn.handIn(context.services, input, input.deliverableId, input, voterOf(context)), errors),
    ),
    comment: api.deliverables.comment.handler(async ({ context, input, errors }) => {
      const { isClient } = readerOf(context)
      const comment = { ...input, internal: input.internal && !isClient, by: voterOf(context), fromLink: false }
      return deliverableAfter(context, input, await handIn.addComment(context.services, input, input.deliverableId, comment), errors)
    }),
    resolve: api.deliverables.resolve.handler(async ({ context, input, errors }) =>
      deliverableAfter(
        context,
        input,
        await handIn.settle(context.services, input, input.deliverableId, input.commentId, input.resolved, context.user.name),
        errors,
      ),
    ),
    askApproval: api.deliverables.askApproval.handler(async ({ context, input, errors }) =>
      deliverableAfter(
        context,
        input,
        await handIn.askForApproval(context.services, input, input.deliverableId, input.contentHash, voterOf(context)),
        errors,
      ),
    ),
    decide: api.deliverables.decide.handler(async ({ context, input, errors }) =>
      deliverableAfter(
        context,
        input,
        await handIn.decide(context.services, input, input.deliverableId, { ...input, voter: voterOf(context) }),
        errors,
      ),
    ),
    toDraft: api.deliverables.toDraft.handler(async ({ context, input, errors }) => ({
      postId: idOf(await handIn.toDraft(context.services, input, input.deliverableId, context.user.name), errors),
    })),
  },
  rights: {
    list: api.rights.list.handler(async ({ context, input }) => {
      const today = await todayOf(context.services, input)
      return (await listRights(context.services.database.db, input)).map((right) => showRight(right, today))
    }),
    set: api.rights.set.handler(async ({ context, input, errors }) => {
      const kept = await handIn.setRight(context.services, input, input.mediaId, input, context.user.name)
      if (kept === null) throw errors.NOT_FOUND()
      return showRight(kept, await todayOf(context.services, input))
    }),
  },
  review: {
    make: api.review.make.handler(async ({ context, input, errors }) => {
      const { reader, mayDecide, mailTo, days, pin, language } = input
      const made = await makeReview(
        context.services,
        { workspaceId: input.workspaceId, brandId: input.brandId, userId: context.user.id, name: context.user.name },
        input.deliverableId,
        { reader, mayDecide, mailTo, options: { days, language, ...(pin === undefined ? {} : { pin }) } },
      )
      if (made.kind === 'missing') throw errors.NOT_FOUND()
      if (made.kind === 'refused') throw errors.BAD_INPUT(refusal(made.reason))
      return made.made
    }),
    open: api.review.open.handler(({ context, input }) => openReview(context.services, input.token, input.pin)),
    comment: api.review.comment.handler(async ({ context, input, errors }) =>
      reviewAfter(await commentByLink(context.services, input.token, input.pin, input), errors),
    ),
    decide: api.review.decide.handler(async ({ context, input, errors }) =>
      reviewAfter(await decideByLink(context.services, input.token, input.pin, input), errors),
    ),
  },
})

const picturePath = '/api/review/:token/pictures/:versionId'

/** The picture of a version for whoever holds its link; the PIN comes in the header x-pin, so that no address holds it. */
export const reviewPicture: PlainRoutes = {
  routes: [{ method: 'GET', path: picturePath, can: 'anyone' }],
  add: (app, services) => {
    app.get(picturePath, async (c) => {
      const found = await pictureByLink(services, c.req.param('token'), c.req.header('x-pin'), c.req.param('versionId'))
      if (found.kind === 'needs-pin') return c.json({ code: 'UNAUTHORIZED', ...refusal(say('creative:link.pin')) }, 401)
      if (found.kind === 'gone') return c.json({ code: 'NOT_FOUND', ...refusal(say('creative:link.gone')) }, 404)
      return c.body(await readMediaFile(services.config.dataDir, found.workspaceId, found.media.id), 200, {
        'content-type': found.media.mime,
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'",
        'x-robots-tag': 'noindex',
      })
    })
  },
}
