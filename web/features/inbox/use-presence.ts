/** Says that I am in a conversation while its page is open, and tells who else is. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'

/** Shorter than somebody counts as here without a sign. */
const signEveryMs = 20_000

export const usePresence = (conversationId: string): { name: string; answering: boolean }[] => {
  const { at, workspaceId, brandId } = useBrand()
  const here = useQuery(api.inbox.here.queryOptions({ input: { ...at, conversationId }, refetchInterval: signEveryMs, staleTime: 0 }))
  useEffect(
    () => () => {
      client.inbox.here({ workspaceId, brandId, conversationId, leave: true }).catch((error: unknown) => console.error(error))
    },
    [workspaceId, brandId, conversationId],
  )
  return here.data?.others ?? []
}
