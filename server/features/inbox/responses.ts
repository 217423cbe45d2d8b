/** How fast people are answered, in working time: the share within the target and the median, each with its interval. */
import type { InboxSettings, Responses } from '../../../contract/inbox-shapes.ts'
import { say } from '../../../contract/sentence.ts'
import { quantile } from '../../../statistics/describe/quantile.ts'
import { wilsonInterval } from '../../../statistics/estimate/wilson-interval.ts'
import { type Clock, targetOf, workingMinutes } from './due.ts'

export interface Answered {
  accountId: string
  waitedSince: Date
  at: Date
}

const level = 0.8
const z80 = 1.2815515655446004
/** With fewer answers the interval of a median is the whole range. */
const fewestForMedian = 6
const mostRows = 200

/**
 * Pure. Answers of a period by account; an account without a target gets a median and no share. The median's interval runs between the two answers that bound it in 80 of 100 samples
 * (order statistics: Conover 1999, Practical Nonparametric Statistics, 3.2). Cost: O(n log n) and the days each answer took.
 */
export const measureResponses = (
  answered: readonly Answered[],
  accounts: readonly { id: string }[],
  settings: InboxSettings,
  timeZone: string,
  period: { from: string; to: string },
): Responses[] => {
  const clock: Clock = { ...settings, timeZone }
  return accounts.flatMap(({ id }): Responses[] => {
    const own = answered.filter(({ accountId }) => accountId === id)
    if (own.length === 0) return []
    const rows = own.map(({ waitedSince, at }) => ({ at, minutes: workingMinutes(waitedSince, at, clock) }))
    const n = rows.length
    const target = targetOf(settings, id)
    const within = target === null ? 0 : rows.filter(({ minutes }) => minutes <= target).length
    const sorted = rows.map(({ minutes }) => minutes).toSorted((a, b) => a - b)
    const half = (z80 * Math.sqrt(n)) / 2
    const evidence = {
      method: say('inbox:method.responses'),
      period,
      n,
      assumptions: [{ words: say('inbox:assumption.elsewhere'), holds: null }],
      rows: {
        columns: [say('inbox:column.answered'), say('inbox:column.minutes')],
        cells: rows.slice(0, mostRows).map(({ at, minutes }) => [at.toISOString().slice(0, 10), Math.round(minutes)]),
        total: n,
      },
      page: null,
    }
    return [
      {
        accountId: id,
        target,
        within: target === null ? null : { value: within / n, interval: wilsonInterval(within, n, level), level, n, evidence },
        median:
          n < fewestForMedian
            ? null
            : {
                value: quantile(sorted, 0.5),
                interval: [
                  sorted[Math.max(0, Math.floor(n / 2 - half) - 1)] as number,
                  sorted[Math.min(n - 1, Math.ceil(n / 2 + half))] as number,
                ],
                level,
                n,
                evidence,
              },
        n,
      },
    ]
  })
}
