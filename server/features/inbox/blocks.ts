/** The blocks of the week laid out on days. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Block, BlockTime } from '../../../contract/inbox-time.ts'

/** No calendar shows more days than these at once. */
const mostDays = 62

/**
 * Every block between two moments in the brand's zone, in order. A time that does not exist on a day (clocks go forward) moves forward. `isOff` says which days a trial
 * has switched off for an account; a block for all accounts is off only where it says so for null. Cost: O(days · blocks).
 */
export const layOut = (
  blocks: readonly Block[],
  span: { from: Date; to: Date },
  timeZone: string,
  isOff: (accountId: string | null, day: string) => boolean,
): BlockTime[] => {
  const first = Temporal.Instant.fromEpochMilliseconds(span.from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const days = Array.from({ length: mostDays }, (_, i) => first.add({ days: i }))
  return days
    .flatMap((day) =>
      blocks
        .filter(({ weekday }) => weekday === day.dayOfWeek)
        .map((block) => ({
          blockId: block.id,
          at: new Date(day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(block.start) }).epochMilliseconds).toISOString(),
          minutes: block.minutes,
          accountId: block.accountId,
          person: block.person,
          off: isOff(block.accountId, day.toString()),
        })),
    )
    .filter(({ at }) => Date.parse(at) >= span.from.getTime() && Date.parse(at) < span.to.getTime())
    .toSorted((a, b) => a.at.localeCompare(b.at))
}
