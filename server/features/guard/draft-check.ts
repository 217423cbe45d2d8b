/** What the guard says of a draft: shortcuts in its words, and an answer that many people got already. */
import type { ContentProblem } from '../../../contract/calendar.ts'
import { say } from '../../../contract/sentence.ts'
import type { DraftCheck } from '../../services.ts'
import { checkText } from './check-text.ts'
import { sourcesOf, tellSameAnswers } from './decide.ts'
import { knownSources } from './known.ts'
import { countSameAnswers } from './store.ts'

const dayMs = 86_400_000

/** Warnings with their sources; the same answer to very many people within a day is refused. Cost: 1 ms, and for answers one small query. */
export const checkShortcuts: DraftCheck = async (services, { workspaceId, brandId, account, content, postId }) => {
  const { text, replyTo } = content
  const remarks = checkText(text, account.network).map(
    ({ kind, excerpt, sources }): ContentProblem => ({
      severity: 'warning',
      field: 'text',
      reason: say(`guard:remark.${kind}`, { excerpt }),
      sources,
    }),
  )
  if (replyTo === undefined) return remarks
  const since = new Date(services.now().getTime() - dayMs)
  const before = await countSameAnswers(services.database.db, { workspaceId, brandId }, { accountId: account.id, text, since, postId })
  const severity = tellSameAnswers(text, before)
  if (severity === null) return remarks
  return [
    ...remarks,
    {
      severity,
      field: 'text',
      reason: say(severity === 'error' ? 'guard:same.refused' : 'guard:same.warned', { count: before }),
      sources: sourcesOf(knownSources, 'mass-comments', account.network),
    },
  ]
}
