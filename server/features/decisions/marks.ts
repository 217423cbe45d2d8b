/** Decisions as marks under every chart. */
import type { Mark } from '../../../contract/marks.ts'
import type { Services } from '../../services.ts'
import { listDecisions, type Scope } from './store.ts'

export const decisionMarks = async (services: Services, scope: Scope): Promise<Mark[]> =>
  (await listDecisions(services.database.db, scope)).map(({ words, decidedOn }) => ({
    kind: 'decision',
    day: decidedOn,
    until: null,
    words: { text: words.slice(0, 40) },
    accountId: null,
    metrics: null,
    cuts: false,
    page: 'strategy/decisions',
  }))
