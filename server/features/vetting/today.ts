/** What vetting has to say today: whose data ends soon, whose claims wait for a check, and whose interview only one person has scored. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listCandidates, listClaims, listSheets, type Scope } from './store/candidates.ts'

const noticeMs = 7 * 86_400_000

export const vettingToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const { db } = services.database
  const candidates = await listCandidates(db, scope)
  const ids = candidates.map(({ id }) => id)
  const [sheets, claims] = await Promise.all([listSheets(db, scope.workspaceId, ids), listClaims(db, scope.workspaceId, ids)])
  const now = services.now().getTime()
  return candidates.flatMap(({ id, name, hideIdentity, keepUntil, consent }): TodayEntry[] => {
    // Today is one list for all: where names are hidden, it must not tell them.
    const shown = hideIdentity ? `#${id.slice(-4).toUpperCase()}` : name
    const base = { place: { page: 'vetting' as const, id }, estimate: null, occurredAt: null }
    const interviews = sheets.filter(({ candidateId, form }) => candidateId === id && form === 'interview').length
    const unchecked = claims.filter(({ candidateId, result }) => candidateId === id && result === null).length
    return [
      ...(Date.parse(keepUntil) - now <= noticeMs
        ? [
            {
              ...base,
              id: `vetting/keep/${id}`,
              kind: 'act' as const,
              urgency: 'expiring' as const,
              what: say('vetting:today.keep', { name: shown, day: keepUntil }),
              why: say('vetting:today.keepWhy'),
            },
          ]
        : []),
      ...(consent !== null && unchecked > 0
        ? [
            {
              ...base,
              id: `vetting/unchecked/${id}`,
              kind: 'suggestion' as const,
              urgency: 'gap' as const,
              what: say('vetting:today.unchecked', { name: shown, n: unchecked }),
              why: say('vetting:today.uncheckedWhy'),
            },
          ]
        : []),
      ...(interviews === 1
        ? [
            {
              ...base,
              id: `vetting/scores/${id}`,
              kind: 'suggestion' as const,
              urgency: 'gap' as const,
              what: say('vetting:today.scores', { name: shown }),
              why: say('vetting:today.scoresWhy'),
            },
          ]
        : []),
    ]
  })
}
