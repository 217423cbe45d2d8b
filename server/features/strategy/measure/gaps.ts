/** What is missing in the next fourteen days, account by account, against the cadence. */
import { Temporal } from 'temporal-polyfill'
import type { Cadence, Gap } from '../../../../contract/strategy.ts'

/** Pure. Two spans of seven days from `today` on; a span with as much planned as wanted is no gap. A cadence with a part of a post is held against both weeks together, rounded down. */
export const measureGaps = (
  cadence: readonly Cadence[],
  planned: readonly { accountId: string; day: string }[],
  accounts: ReadonlyMap<string, { handle: string; network: string }>,
  today: string,
): Gap[] =>
  cadence.flatMap(({ accountId, perWeek }) => {
    const account = accounts.get(accountId)
    if (account === undefined || perWeek <= 0) return []
    const days = planned.filter((one) => one.accountId === accountId).map(({ day }) => day)
    const first = Temporal.PlainDate.from(today)
    const spans = [0, 1].map((span) => {
      const from = first.add({ days: 7 * span }).toString()
      const to = first.add({ days: 7 * span + 6 }).toString()
      return { accountId, ...account, from, to, wanted: perWeek, planned: days.filter((day) => from <= day && day <= to).length }
    })
    return !Number.isInteger(perWeek)
      ? spans[0] !== undefined && spans[1] !== undefined && spans[0].planned + spans[1].planned < Math.floor(2 * perWeek)
        ? [{ ...spans[0], to: spans[1].to, wanted: 2 * perWeek, planned: spans[0].planned + spans[1].planned }]
        : []
      : spans.filter((span) => span.planned < Math.floor(span.wanted))
  })
