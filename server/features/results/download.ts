/** The list of posts as a CSV file, streamed; filters as in the list. */
import type { Hono } from 'hono'
import { type CsvCell, csvFile } from '../../http/csv.ts'
import { postMetrics } from '../../../contract/metrics.ts'
import { PostFilter, type PublishedPost } from '../../../contract/results.ts'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { listAccounts } from '../accounts/index.ts'
import { eachPost } from './store/read.ts'

const path = '/api/workspaces/:workspaceId/brands/:brandId/published-posts.csv'
const columns = ['id', 'network', 'account', 'published_at', 'format', 'text', 'language', 'permalink', 'paid', 'origin', ...postMetrics]

async function* rowsOf(posts: AsyncIterable<PublishedPost>, handles: Map<string, string>): AsyncGenerator<CsvCell[]> {
  for await (const post of posts) {
    yield [
      post.networkPostId,
      post.network,
      handles.get(post.accountId) ?? '',
      post.timeKnown ? post.publishedAt : post.publishedAt.slice(0, 10),
      post.format,
      post.text,
      post.language,
      post.permalink,
      post.paid === null ? null : post.paid ? 1 : 0,
      post.origin,
      ...postMetrics.map((metric) => post.metrics[metric]?.value ?? null),
    ]
  }
}

const add: PlainRoutes['add'] = (app: Hono, services, readContext) => {
  app.get(path, async (c) => {
    const { workspaceId, brandId } = c.req.param()
    await decideAccess(readContext(c.req.raw.headers), 'read', workspaceId, brandId)
    const asked = PostFilter.safeParse({ ...c.req.query(), workspaceId, brandId })
    if (!asked.success) {
      const issue = asked.error.issues[0]
      return c.json(
        { code: 'BAD_REQUEST', message: `${String(issue?.path[0] ?? 'The query')}: ${issue?.message ?? 'cannot be used'}.` },
        400,
      )
    }
    const { db } = services.database
    const handles = new Map((await listAccounts(db, { workspaceId, brandId }, true)).map((account) => [account.id, account.handle]))
    const file = ReadableStream.from(csvFile(columns, rowsOf(eachPost(db, asked.data), handles))).pipeThrough(new TextEncoderStream())
    return c.body(file as ReadableStream, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="posts.csv"',
      'cache-control': 'no-store',
    })
  })
}

/** GET …/published-posts.csv; an empty cell is a number that is not known. */
export const postsDownload: PlainRoutes = { routes: [{ method: 'GET', path, can: 'read' }], add }
