/** What the composer says of a draft whose network changed its rules lately, or will before the post goes out. */
import type { ContentProblem } from '../../../../contract/calendar.ts'
import { say } from '../../../../contract/sentence.ts'
import type { DraftCheck } from '../../../services.ts'
import { isFresh } from './hits.ts'
import { listAll } from './read.ts'

const aboutPosting = new Set(['limit-changed', 'api-removed', 'retired-product'])

/** Warnings only: the network's own limits are checked by its channel. Cost: one small query. */
export const checkChanges: DraftCheck = async (services, draft) => {
  const today = services.now().toISOString().slice(0, 10)
  const last = (draft.at ?? services.now()).toISOString().slice(0, 10)
  return (await listAll(services, draft.workspaceId))
    .filter(({ network, kind, day }) => network === draft.account.network && aboutPosting.has(kind) && day <= last && isFresh(day, today))
    .map(
      ({ day, words }): ContentProblem => ({
        severity: 'warning',
        field: 'text',
        reason: 'text' in words ? say('pulse:draft.changed', { day, words: words.text }) : words,
      }),
    )
}
