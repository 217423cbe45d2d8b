/** What of ours a change touches: the accounts on that network, posts that are planned after it, experiments it falls into, series it cuts. */
import type { ChangeHits, RegisterEntry } from '../../../../contract/register.ts'

export interface OurThings {
  accounts: { id: string; network: string; handle: string }[]
  planned: { postId: string; accountId: string; day: string }[]
  experiments: { id: string; accountId: string; from: string; to: string | null }[]
  series: { accountId: string; metric: string; first: string; last: string }[]
}

/** A change this long ago is known to whoever plans a post now. */
const freshDays = 45

export const isFresh = (day: string, today: string): boolean => day > today || Date.parse(today) - Date.parse(day) <= freshDays * 86_400_000

/** Pure. Cost: O(things). */
export const findHits = (
  change: Pick<RegisterEntry, 'day' | 'network' | 'kind' | 'metrics'>,
  ours: OurThings,
  today: string,
): ChangeHits => {
  const accounts = ours.accounts.filter(({ network }) => network === change.network)
  const has = ({ accountId }: { accountId: string }) => accounts.some(({ id }) => id === accountId)
  const redefines = change.kind === 'metric-redefined'
  return {
    accounts: accounts.map(({ id, handle }) => ({ id, handle })),
    planned: isFresh(change.day, today) ? ours.planned.filter((one) => has(one) && one.day >= change.day).map(({ postId }) => postId) : [],
    experiments: ours.experiments
      .filter((one) => has(one) && one.from <= change.day && (one.to === null || change.day <= one.to))
      .map(({ id }) => id),
    series: ours.series
      .filter(
        (one) => has(one) && redefines && (change.metrics ?? []).includes(one.metric) && one.first < change.day && change.day <= one.last,
      )
      .map(({ accountId, metric }) => ({ accountId, metric })),
  }
}
