/** Big is not good: of those who follow, how many were heard from, and what they brought. */
import { say } from '../../../../contract/sentence.ts'
import type { AccountWorth } from '../../../../contract/strategy.ts'
import { countInterval } from '../../../../statistics/estimate/count-interval.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'
import type { HeardMessage } from '../store/did.ts'

const level = 0.8

/** What conversions of 90 days brought whose last touch was on the account. */
export interface Earned {
  conversions: number
  amount: number
  currency: string
}

/** Money a person: as far apart as the number of conversions could have been, at what one brought on average. */
const perPerson = (
  { conversions, amount, currency }: Earned,
  people: number,
  period: { from: string; to: string },
): AccountWorth['perEngaged'] => {
  if (people === 0 || conversions === 0) return null
  const each = amount / conversions / people
  const [low, high] = countInterval(conversions, level)
  return {
    value: each * conversions,
    interval: [each * low, each * high],
    level,
    n: conversions,
    currency,
    evidence: {
      method: say('strategy:method.perEngaged'),
      period,
      n: conversions,
      assumptions: [{ words: say('strategy:assumption.credit'), holds: null }],
      rows: {
        columns: [say('strategy:column.conversions'), say('strategy:column.money'), say('strategy:column.people')],
        cells: [[conversions, `${Math.round(100 * amount) / 100} ${currency}`, people]],
        total: 1,
      },
      page: 'strategy',
    },
  }
}

/** Pure. One row an account, the most engaged share first; accounts without a follower count are shown without a share. Cost: O(messages + accounts). */
export const measureWorth = (
  accounts: readonly { id: string; handle: string; network: string }[],
  followers: ReadonlyMap<string, number>,
  heard: readonly HeardMessage[],
  earned: ReadonlyMap<string, Earned>,
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
        perEngaged: money === undefined ? null : perPerson(money, engagedPeople, period),
      }
    })
    .toSorted((a, b) => (b.engaged?.value ?? -1) - (a.engaged?.value ?? -1))
}
