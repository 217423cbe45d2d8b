/** Reads competitors' public accounts through the brand's own, and keeps what was seen; one that is gone is said to be gone. */
import type { ObservedPublicAccount } from '../../../channels/port.ts'
import type { Competitor } from '../../../contract/benchmarks.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { callAccount, listAccounts } from '../accounts/index.ts'
import { ensureCompetitor, findCompetitor, listCompetitors, noteRead, saveDays, type Scope } from './store.ts'

type Seen = { kind: 'seen'; account: ObservedPublicAccount } | { kind: 'nobody' } | { kind: 'failed'; reason: Sentence }

/** One look at a public account through one of ours. */
const look = async (services: Services, scope: Scope, accountId: string, handle: string): Promise<Seen> => {
  const answer = await callAccount(services, { workspaceId: scope.workspaceId, accountId }, async ({ channel, world, access }) => {
    const asked = await channel.read?.publicAccount?.(world, access, handle)
    return asked ?? { kind: 'not-shown' as const }
  })
  if (answer.kind === 'not-shown') return { kind: 'failed', reason: say('benchmarks:problem.notShown') }
  if (answer.kind !== 'read') return { kind: 'failed', reason: answer.reason }
  return answer.items === null ? { kind: 'nobody' } : { kind: 'seen', account: answer.items }
}

export type Added = { kind: 'added'; competitor: Competitor } | { kind: 'refused'; reason: Sentence }

/** Follows a public account of the network of `account`. Nothing is kept of one that nobody can see. Cost: one call. */
export const followAccount = async (
  services: Services,
  scope: Scope,
  account: { id: string; network: string; handle: string },
  { handle, by }: { handle: string; by: string },
): Promise<Added> => {
  if (handle.replace(/^@/, '').toLowerCase() === account.handle.toLowerCase())
    return { kind: 'refused', reason: say('benchmarks:problem.own') }
  const seen = await look(services, scope, account.id, handle)
  if (seen.kind === 'failed') return { kind: 'refused', reason: seen.reason }
  if (seen.kind === 'nobody') return { kind: 'refused', reason: say('benchmarks:problem.nobody', { handle: handle.slice(0, 100) }) }
  const { db } = services.database
  const now = services.now()
  const { handle: found, displayName, days } = seen.account
  const id = await db.transaction().execute(async (trx) => {
    const made = await ensureCompetitor(trx, scope, {
      network: account.network,
      handle: found,
      displayName: displayName || found,
      source: 'api',
      by,
      now,
    })
    await saveDays(trx, scope.workspaceId, made, 'api', days)
    await noteRead(trx, scope.workspaceId, made, { state: 'seen', reason: null, now })
    return made
  })
  return { kind: 'added', competitor: (await findCompetitor(db, scope, id)) as Competitor }
}

/** Reads all public accounts of a brand again, each through the first account of ours on its network that can. Cost: a call each. */
export const readCompetitors = async (services: Services, scope: Scope, signal?: AbortSignal): Promise<void> => {
  const { db } = services.database
  const own = (await listAccounts(db, scope)).filter(({ state }) => state === 'connected')
  for (const { id, network, handle, source } of await listCompetitors(db, scope)) {
    signal?.throwIfAborted()
    if (source !== 'api') continue
    let seen: Seen = { kind: 'failed', reason: say('benchmarks:problem.noAccount') }
    for (const account of own.filter((one) => one.network === network)) {
      seen = await look(services, scope, account.id, handle)
      if (seen.kind !== 'failed') break
    }
    const now = services.now()
    if (seen.kind === 'seen') await saveDays(db, scope.workspaceId, id, 'api', seen.account.days)
    const read = {
      seen: { state: 'seen', reason: null },
      nobody: { state: 'vanished', reason: say('benchmarks:problem.vanished', { handle }) },
      failed: { state: 'unread', reason: seen.kind === 'failed' ? seen.reason : null },
    } as const
    await noteRead(db, scope.workspaceId, id, { ...read[seen.kind], now })
  }
}
