/** The API of the calendar: posts, their versions and checks, and what lies between two moments. */
import { calendarContract, type Post } from '../../../contract/calendar.ts'
import { say } from '../../../contract/sentence.ts'
import { access, type Acting, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { listAccounts } from '../accounts/index.ts'
import { listBetween, listShown } from '../publishing/index.ts'
import { checkContent, versionFor } from './check.ts'
import { changePost, createPost, removePost, restorePost } from './edit.ts'
import { findPost, listDrafts, listVersions } from './store.ts'

const api = implement(calendarContract).$context<RequestContext>().use(access)

interface One {
  workspaceId: string
  brandId: string
  postId: string
}

const readPost = async (context: RequestContext & Acting, input: One): Promise<Post | null> => {
  const { db } = context.services.database
  const row = await findPost(db, input, input.postId)
  if (row === null || row.removedAt !== null) return null
  const [versions, publications, accounts] = await Promise.all([
    listVersions(db, input.workspaceId, row.id),
    listShown(db, input, { postId: row.id, limit: 100 }),
    listAccounts(db, input, true),
  ])
  const checks = await Promise.all(
    publications.flatMap((publication) => {
      const account = accounts.find(({ id }) => id === publication.accountId)
      const content = account === undefined ? null : versionFor(versions, account.id)
      if (account === undefined || content === null) return []
      const at = publication.state === 'scheduled' && publication.scheduledAt !== null ? new Date(publication.scheduledAt) : undefined
      return [checkContent(context.services, input, account, content, { postId: row.id, at })]
    }),
  )
  return {
    id: row.id,
    title: row.title,
    versions,
    publications,
    checks,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export const calendarRoutes = api.router({
  list: api.list.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const [from, to] = [new Date(input.from), new Date(input.to)]
    if (!(from < to)) throw errors.BAD_INPUT(refusal(say('calendar:problem.span'), 'to'))
    const [entries, drafts] = await Promise.all([listBetween(db, input, from, to), listDrafts(db, input)])
    return { entries, drafts: drafts.map((draft) => ({ ...draft, updatedAt: draft.updatedAt.toISOString() })) }
  }),
  get: api.get.handler(async ({ context, input, errors }) => {
    const post = await readPost(context, input)
    if (post === null) throw errors.NOT_FOUND()
    return post
  }),
  create: api.create.handler(async ({ context, input, errors }) => {
    const answer = await createPost(context.services, input, input, context.user.name)
    if (answer.kind === 'refused') throw errors.BAD_INPUT(refusal(answer.reason, answer.where))
    return (await readPost(context, { ...input, postId: answer.postId })) as Post
  }),
  update: api.update.handler(async ({ context, input, errors }) => {
    const answer = await changePost(context.services, input, input.postId, input, {
      key: `user:${context.user.id}`,
      name: context.user.name,
    })
    if (answer.kind === 'missing') throw errors.NOT_FOUND()
    if (answer.kind === 'refused') throw errors.BAD_INPUT(refusal(answer.reason, answer.where))
    return (await readPost(context, input)) as Post
  }),
  remove: api.remove.handler(async ({ context, input, errors }) => {
    const answer = await removePost(context.services, input, input.postId, context.user.name)
    if (answer.kind === 'missing') throw errors.NOT_FOUND()
    if (answer.kind === 'refused') throw errors.CONFLICT(refusal(answer.reason))
    return { removed: true as const }
  }),
  restore: api.restore.handler(async ({ context, input, errors }) => {
    if (!(await restorePost(context.services, input, input.postId))) throw errors.NOT_FOUND()
    return (await readPost(context, input)) as Post
  }),
  check: api.check.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const accounts = await listAccounts(db, input, true)
    return Promise.all(
      input.contents.map(({ accountId, content }) => {
        const account = accounts.find(({ id }) => id === accountId)
        if (account === undefined) throw errors.BAD_INPUT(refusal(say('calendar:problem.account'), 'accountId'))
        return checkContent(context.services, input, account, content, {
          postId: input.postId,
          at: input.at === undefined ? undefined : new Date(input.at),
        })
      }),
    )
  }),
})
