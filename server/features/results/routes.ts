/** The API of results. */
import { resultsContract } from '../../../contract/results.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { findAccount } from '../accounts/index.ts'
import { readAccountJob } from './jobs.ts'
import { accountSeries, findPost, listPosts, postHistory } from './store/read.ts'
import { listWatches } from './store/watch.ts'

const api = implement(resultsContract).$context<RequestContext>().use(access)

export const resultsRoutes = api.router({
  listPosts: api.listPosts.handler(({ context, input }) => listPosts(context.services.database.db, input)),
  readPost: api.readPost.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const post = await findPost(db, input.workspaceId, input.brandId, input.postId)
    if (post === null) throw errors.NOT_FOUND()
    return { post, history: await postHistory(db, input.workspaceId, input.postId) }
  }),
  accountSeries: api.accountSeries.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const account = await findAccount(db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    return accountSeries(db, input)
  }),
  watches: api.watches.handler(({ context, input }) => listWatches(context.services.database.db, input.workspaceId, input.brandId)),
  readNow: api.readNow.handler(async ({ context, input, errors }) => {
    const account = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    if (account.state !== 'connected') return { asked: false }
    await context.services.jobs.enqueue(
      readAccountJob,
      { workspaceId: input.workspaceId, accountId: input.accountId, force: true },
      { singletonKey: `${input.workspaceId}/${input.accountId}` },
    )
    return { asked: true }
  }),
})
