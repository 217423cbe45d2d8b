/** Who spoke to an account in a period, page by page from the inbox. */
import type { Services } from '../../services.ts'
import { listMessages } from '../inbox/index.ts'
import type { Heard } from './measure/quality.ts'
import type { Scope } from './store/audits.ts'

const pageSize = 1000

/** Messages of an account from `from` up to `to`, newest first; deleted ones count, since they were said. Cost: the messages since `from`. */
export const readHeard = async (
  services: Pick<Services, 'database'>,
  { accountId, from, to, ...scope }: Scope & { accountId: string; from: Date; to: Date },
): Promise<Heard[]> => {
  const heard: Heard[] = []
  let before: { sentAt: Date; id: string } | undefined = undefined
  for (;;) {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(services.database.db, scope, {
      accountId,
      limit: pageSize,
      ...(before === undefined ? {} : { before }),
    })
    for (const { sentAt, author, publishedPostId, text } of page) {
      const at = Date.parse(sentAt)
      if (at >= from.getTime() && at < to.getTime())
        heard.push({ author: author.id, handle: author.handle, post: publishedPostId, text, at })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize || new Date(last.sentAt) < from) return heard
    before = { sentAt: new Date(last.sentAt), id: last.id }
  }
}
