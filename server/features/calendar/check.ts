/** What networks would say to a post before they are asked, and what a careful colleague would: a twin, a crowded hour. */
import { limitsOf } from '../../../channels/limits-registry.ts'
import type { ContentCheck, Version } from '../../../contract/calendar.ts'
import type { PostContent } from '../../../contract/content.ts'
import { say } from '../../../contract/sentence.ts'
import type { AccountRow } from '../accounts/index.ts'
import type { Services } from '../../services.ts'
import { hashOf } from '../publishing/index.ts'
import { countAround, hasTwin, type Scope } from './store.ts'

const dayMs = 86_400_000
/** Saying the very same again within this long is likely a slip. */
const twinDays = 30
/** Another post of the same account this near competes with this one. */
const crowdedMs = 60 * 60_000

/** The version an account gets: its own, else the base; null when there is neither. */
export const versionFor = (versions: Version[], accountId: string): PostContent | null =>
  (versions.find((version) => version.accountId === accountId) ?? versions.find((version) => version.accountId === null))?.content ?? null

/** Checks one content for one account. */
export const checkContent = async (
  services: Services,
  scope: Scope,
  account: AccountRow,
  content: PostContent,
  context: { postId: string | undefined; at: Date | undefined },
): Promise<ContentCheck> => {
  const { db } = services.database
  const limits = limitsOf(account.network)
  const contentHash = hashOf(content)
  const { postId, at } = context
  const now = services.now()
  const problems: ContentCheck['problems'] = limits?.problems(content, account.limits ?? undefined).map((problem) => ({ ...problem })) ?? []
  if (content.text.trim() === '' && content.media.length === 0)
    problems.unshift({ severity: 'error', field: 'text', reason: say('calendar:problem.empty') })
  if (await hasTwin(db, scope, { accountId: account.id, hash: contentHash, postId, since: new Date(now.getTime() - twinDays * dayMs) })) {
    problems.push({ severity: 'warning', field: 'text', reason: say('calendar:problem.twin', { account: account.handle, days: twinDays }) })
  }
  if (at !== undefined) {
    const count = await countAround(db, scope, {
      accountId: account.id,
      from: new Date(at.getTime() - crowdedMs),
      to: new Date(at.getTime() + crowdedMs),
      postId,
    })
    if (count > 0)
      problems.push({ severity: 'warning', field: 'time', reason: say('calendar:problem.crowded', { account: account.handle, count }) })
  }
  problems.push(...(await services.checkDraft({ ...scope, account, content, postId, at })))
  return {
    accountId: account.id,
    contentHash,
    meters: limits?.meters(content, account.limits ?? undefined).map((meter) => ({ ...meter })) ?? [],
    problems,
  }
}
