/** What keys of a dimension are called on the page. */
import type { CreditDimension } from '../../../contract/attribution.ts'
import type { Services } from '../../services.ts'
import { listCampaigns } from '../links/index.ts'
import type { Scope } from './store/costs.ts'
import { postPillars, postTitles } from './store/labels.ts'

/** Names by key; a key without one is its own name. */
export const labelsFor = async (services: Services, scope: Scope, by: CreditDimension, keys: string[]): Promise<Map<string, string>> => {
  const { db } = services.database
  if (by === 'campaign') return new Map((await listCampaigns(db, scope)).map(({ id, name }) => [id, name]))
  if (by === 'pillar') return (await postPillars(db, scope)).names
  if (by === 'post')
    return postTitles(
      db,
      scope,
      keys.filter((key) => /^[0-9a-f-]{36}$/.test(key)),
    )
  return new Map()
}
