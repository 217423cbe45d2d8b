/** The API of publications. */
import { publishingContract } from '../../../contract/publishing.ts'
import { access, type Acting, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { describeNetworks } from '../accounts/index.ts'
import { standings } from '../approvals/index.ts'
import { approve, askForApproval, askForChanges } from './approve.ts'
import type { Decider, Decision } from './decider.ts'
import * as decisions from './decisions.ts'
import { findShown, listAttempts, listEvents, listShown } from './store/read.ts'

const api = implement(publishingContract).$context<RequestContext>().use(access)

type Context = RequestContext & Acting
interface Errors {
  NOT_FOUND: () => Error
  BAD_INPUT: (options: ReturnType<typeof refusal>) => Error
  CONFLICT: (options: ReturnType<typeof refusal>) => Error
}
interface One {
  workspaceId: string
  brandId: string
  publicationId: string
}

const deciderOf = ({ services, user, role }: Context): Decider => ({
  services,
  by: user.name,
  who: { key: `user:${user.id}`, name: user.name, role },
})
const standingOf = async (context: Context, input: One) => {
  const reader = context.can('approve') ? deciderOf(context).who : null
  const [standing] = await standings(context.services.database.db, input, 'publication', [input.publicationId], reader)
  return standing ?? null
}

/** Gives a decision's extras, or throws the refusal that it was. */
const decided = <Extra>(decision: Decision<Extra>, errors: Errors): { kind: 'decided' } & Extra => {
  if (decision.kind === 'missing') throw errors.NOT_FOUND()
  if (decision.kind === 'elsewhere') throw errors.CONFLICT(refusal(decision.reason))
  if (decision.kind === 'refused') throw errors.BAD_INPUT(refusal(decision.reason, decision.where))
  return decision
}
const show = async (context: Context, input: One, errors: Errors) => {
  const shown = await findShown(context.services.database.db, input, input.publicationId)
  if (shown === null) throw errors.NOT_FOUND()
  return shown.publication
}

export const publishingRoutes = api.router({
  list: api.list.handler(async ({ context, input }) => {
    const publications = await listShown(context.services.database.db, input, { ...input, before: input.cursor, limit: input.limit + 1 })
    const page = publications.slice(0, input.limit)
    return { publications: page, nextCursor: publications.length > input.limit ? (page.at(-1)?.id ?? null) : null }
  }),
  get: api.get.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const shown = await findShown(db, input, input.publicationId)
    if (shown === null || shown.content === null) throw errors.NOT_FOUND()
    const [attempts, events, networks, approval] = await Promise.all([
      listAttempts(db, input.workspaceId, input.publicationId),
      listEvents(db, input.workspaceId, input.publicationId),
      describeNetworks(context.services),
      standingOf(context, input),
    ])
    const canReadBack = networks.find(({ network }) => network === shown.publication.network)?.canReadBack ?? false
    return { publication: shown.publication, content: shown.content, attempts, events, canReadBack, approval }
  }),
  approve: api.approve.handler(async ({ context, input, errors }) => {
    decided(await approve(deciderOf(context), input, input.contentHash), errors)
    return show(context, input, errors)
  }),
  askApproval: api.askApproval.handler(async ({ context, input, errors }) => {
    decided(await askForApproval(deciderOf(context), input, input.contentHash), errors)
    return show(context, input, errors)
  }),
  askChanges: api.askChanges.handler(async ({ context, input, errors }) => {
    decided(await askForChanges(deciderOf(context), input, input.contentHash, input.comment), errors)
    return show(context, input, errors)
  }),
  unapprove: api.unapprove.handler(async ({ context, input, errors }) => {
    decided(await decisions.unapprove(deciderOf(context), input), errors)
    return show(context, input, errors)
  }),
  resolveTime: api.resolveTime.handler(
    async ({ context, input, errors }) =>
      decided(await decisions.readTime(deciderOf(context), input, input.localTime, input.choose), errors).time,
  ),
  schedule: api.schedule.handler(async ({ context, input, errors }) => {
    const { time } = decided(await decisions.schedule(deciderOf(context), input, input.localTime, input.choose), errors)
    return { publication: await show(context, input, errors), time }
  }),
  publishNow: api.publishNow.handler(async ({ context, input, errors }) => {
    decided(await decisions.publishNow(deciderOf(context), input, input.contentHash), errors)
    return show(context, input, errors)
  }),
  cancel: api.cancel.handler(async ({ context, input, errors }) => {
    decided(await decisions.cancel(deciderOf(context), input), errors)
    return show(context, input, errors)
  }),
  resolve: api.resolve.handler(async ({ context, input, errors }) => {
    decided(await decisions.resolve(deciderOf(context), input, input.decision, input.permalink), errors)
    return show(context, input, errors)
  }),
  lookAgain: api.lookAgain.handler(async ({ context, input, errors }) => {
    decided(await decisions.lookAgain(deciderOf(context), input), errors)
    return show(context, input, errors)
  }),
})
