/** Whoever opens a conversation has seen its messages; Today then counts them no more. */
import { useEffect } from 'react'
import type { Message } from '../../../contract/inbox-shapes.ts'
import { api, client, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'

/** The most that one call takes. */
const most = 500

export const useSeeing = (messages: readonly Pick<Message, 'id' | 'seenAt'>[] | undefined): void => {
  const { workspaceId, brandId, can } = useBrand()
  const mayMark = can('write-posts')
  const unseen = (messages ?? [])
    .filter(({ seenAt }) => seenAt === null)
    .map(({ id }) => id)
    .slice(0, most)
    .join()
  useEffect(() => {
    if (unseen === '' || !mayMark) return
    client.inbox.markSeen({ workspaceId, brandId, messageIds: unseen.split(',') }).then(
      () => queryClient.invalidateQueries({ queryKey: api.today.key() }),
      // It is asked again when the conversation is opened the next time.
      (error: unknown) => console.error(error),
    )
  }, [unseen, mayMark, workspaceId, brandId])
}
