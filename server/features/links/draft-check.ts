/** What the composer says of the links in a draft: parameters that break the brand's rules, where the brand made rules. */
import type { CheckedDraft, DraftCheck } from '../../services.ts'
import { findUtmRules, hasUtmRules } from './store/campaigns.ts'
import { checkUtm, findAddresses } from './utm.ts'

const addressesOf = ({ content }: CheckedDraft) => [
  ...findAddresses(content.text).map((address) => ({ field: 'text', address })),
  ...(content.link === null ? [] : [{ field: 'link', address: content.link }]),
]

/** Warnings only, and none for a brand that never wrote rules. Cost: two small look-ups. */
export const checkUtmOfDraft: DraftCheck = async (services, draft) => {
  const found = addressesOf(draft)
  if (found.length === 0 || !(await hasUtmRules(services.database.db, draft))) return []
  const rules = await findUtmRules(services.database.db, draft)
  return found.flatMap(({ field, address }) =>
    checkUtm(address, rules, { source: draft.account.network, campaign: null, content: null }).findings.map(({ words }) => ({
      severity: 'warning' as const,
      field,
      reason: words,
    })),
  )
}
