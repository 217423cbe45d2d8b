/** What approvals are asked about a publication, and that they are asked again after an edit. */
import type { PostContent } from '../../../contract/content.ts'
import { type Asked, askAgain } from '../approvals/index.ts'
import { hashOf } from './content-hash.ts'
import type { Db, PublicationRow } from './store/publications.ts'

/** The question about one version of a publication. */
export const askedOf = (
  row: Pick<PublicationRow, 'id' | 'account_id' | 'scheduled_at'>,
  handle: string,
  version: { content: PostContent; hash: string },
): Asked => ({
  subject: { kind: 'publication', id: row.id },
  accountId: row.account_id,
  contentHash: version.hash,
  title: `@${handle}`,
  excerpt: version.content.text,
  dueAt: row.scheduled_at,
})

/** An edit asks again: a question that is open about the old words becomes one about the new, inside the edit's own transaction. */
export const noteEdited = (
  trx: Db,
  scope: { workspaceId: string; brandId: string },
  edited: { id: string; accountId: string; accountHandle: string; content: PostContent; by: { key: string; name: string }; now: Date },
): Promise<void> =>
  askAgain(
    trx,
    scope,
    askedOf({ id: edited.id, account_id: edited.accountId, scheduled_at: null }, edited.accountHandle, {
      content: edited.content,
      hash: hashOf(edited.content),
    }),
    edited.by,
    edited.now,
  )
