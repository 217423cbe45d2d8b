/** Looks outside for what a claim says: public accounts through the brand's own, and pages through the guarded way out. */
import { createEgress, EgressError } from '../../../channels/egress.ts'
import type { Services } from '../../services.ts'
import { callAccount, listAccounts } from '../accounts/index.ts'
import type { PageFinding } from './decide/findings.ts'
import type { Day } from './measure/claims.ts'
import { pageShows } from './page-text.ts'

const mostBytes = 2 * 1024 * 1024
const patienceMs = 15_000

/** An account as anybody sees it; null where no connected network shows one of that handle. Cost: a call for each connected account until it is found. */
export const readPublic = async (
  services: Services,
  scope: { workspaceId: string; brandId: string },
  handle: string,
): Promise<Day[] | null> => {
  const accounts = await listAccounts(services.database.db, scope)
  for (const { id, state } of accounts) {
    if (state !== 'connected') continue
    const answer = await callAccount(services, { workspaceId: scope.workspaceId, accountId: id }, async ({ channel, world, access }) => {
      const asked = await channel.read?.publicAccount?.(world, access, handle)
      return asked ?? { kind: 'not-told' as const }
    })
    if (answer.kind === 'read' && answer.items !== null) return answer.items.days
  }
  return null
}

const hostOf = (url: string | null) => (url === null ? null : new URL(url).hostname.replace(/^www\./, ''))

/** Opens a page and looks for the words; never throws for what a page may do. Cost: at most 15 s and 2 MiB. */
export const readPage = async (
  services: Pick<Services, 'config'>,
  asked: { url: string; expected: string | null; portfolio: string | null },
  signal?: AbortSignal,
): Promise<PageFinding> => {
  const { url, expected } = asked
  const found = (outcome: PageFinding['outcome']): PageFinding => ({
    url,
    expected,
    outcome,
    isOwn: hostOf(url) === hostOf(asked.portfolio),
  })
  const fetch = createEgress({ allowPrivateHosts: services.config.allowPrivateHosts, maxBytes: mostBytes, timeoutMs: patienceMs })
  try {
    const answer = await fetch(url, { headers: { accept: 'text/html, text/plain;q=0.9' }, ...(signal === undefined ? {} : { signal }) })
    if (!answer.ok) return found('status')
    if (!/^text\/|xhtml/.test(answer.headers.get('content-type') ?? 'text/html')) return found('not-a-page')
    const text = await answer.text()
    if (expected === null || expected === '') return found('opened')
    return found(pageShows(text, expected) ? 'shown' : 'not-shown')
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof EgressError)) throw error
    if (error.kind === 'no-answer') return found(error.message.includes('redirected more than') ? 'loop' : 'unreachable')
    return found(error.kind)
  }
}
