/** Big is not good: of those who follow, how many were heard from, and what they brought. */
import { say } from '../../../../contract/sentence.ts'
import type { AccountWorth } from '../../../../contract/strategy.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'
import type { HeardMessage } from '../store/did.ts'

const level = 0.8

/** Pure. One row an account, the most engaged share first; accounts without a follower count are shown without a share. Cost: O(messages + accounts). */
export const measureWorth = (
  accounts: readonly { id: string; handle: string; network: string }[],
  followers: ReadonlyMap<string, number>,
  heard: readonly HeardMessage[],
  earned: ReadonlyMap<string, { amount: number; currency: string }>,
  period: { from: string; to: string },
): AccountWorth[] => {
  const people = new Map<string, Set<string>>()
  for (const { accountId, person } of heard) people.set(accountId, (people.get(accountId) ?? new Set()).add(person))
  return accounts
    .map(({ id, handle, network }): AccountWorth => {
      const count = Math.round(followers.get(id) ?? Number.NaN)
      const engagedPeople = people.get(id)?.size ?? 0
      const money = earned.get(id)
      return {
        accountId: id,
        handle,
        network,
        followers: Number.isNaN(count) ? null : count,
        engagedPeople,
        engaged:
          Number.isNaN(count) || count <= 0
            ? null
            : {
                value: Math.min(1, engagedPeople / count),
                interval: wilsonInterval(Math.min(engagedPeople, count), count, level),
                level,
                n: count,
                evidence: {
                  method: say('strategy:method.engaged'),
                  period,
                  n: count,
                  assumptions: [{ words: say('strategy:assumption.writersFollow'), holds: null }],
                  rows: {
                    columns: [say('strategy:column.people'), say('strategy:column.followers')],
                    cells: [[engagedPeople, count]],
                    total: 1,
                  },
                  page: 'strategy',
                },
              },
        perEngaged: money === undefined || engagedPeople === 0 ? null : { amount: money.amount / engagedPeople, currency: money.currency },
      }
    })
    .toSorted((a, b) => (b.engaged?.value ?? -1) - (a.engaged?.value ?? -1))
}
