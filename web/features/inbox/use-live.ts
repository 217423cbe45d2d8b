/** Keeps the inbox on the screen as it is on the server: each event of the live line makes it read again. The browser goes on where the line broke. */
import { useEffect } from 'react'
import { api, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'

export const useLive = () => {
  const { at } = useBrand()
  const address = `/api/workspaces/${encodeURIComponent(at.workspaceId)}/brands/${encodeURIComponent(at.brandId)}/inbox/live`
  useEffect(() => {
    const line = new EventSource(address)
    line.addEventListener('inbox', () => void queryClient.invalidateQueries({ queryKey: api.inbox.key() }))
    return () => line.close()
  }, [address])
}
