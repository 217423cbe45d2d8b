/** Turns a wall time in the brand's zone into a moment, openly: a time that does not exist is moved, one that exists twice is chosen. */
import { Temporal } from 'temporal-polyfill'
import type { TimeResolution } from '../../../contract/publishing.ts'
import { say } from '../../../contract/sentence.ts'

const shownWall = (time: Temporal.ZonedDateTime) => time.toPlainDateTime().toString({ smallestUnit: 'minute' })

/**
 * What "2026-03-29T02:30" means in an IANA zone. In a gap (clocks go forward) the time is moved forward by the gap's length; in an overlap (clocks
 * go back) `choose` decides, and the earlier one is taken when nobody chose – each time with a note that says so. Throws RangeError for a date that
 * is none ("2026-02-30"). Cost: O(1).
 */
export const resolveWallTime = (localTime: string, timeZone: string, choose?: 'earlier' | 'later'): TimeResolution => {
  const wall = Temporal.PlainDateTime.from(localTime, { overflow: 'reject' })
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' })
  const at = (time: Temporal.ZonedDateTime) => time.toInstant().toString({ smallestUnit: 'millisecond' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) {
    return { kind: 'exact', scheduledAt: at(earlier), localTime: shownWall(earlier), note: null }
  }
  // In a gap neither of the two reads as it was written; in an overlap both do.
  if (shownWall(later) !== shownWall(earlier)) {
    const values = { asked: localTime.replace('T', ' '), given: shownWall(later).replace('T', ' '), zone: timeZone }
    return { kind: 'gap', scheduledAt: at(later), localTime: shownWall(later), note: say('publishing:time.gap', values) }
  }
  const chosen = choose === 'later' ? later : earlier
  const values = { time: localTime.replace('T', ' '), zone: timeZone, offset: chosen.offset }
  return {
    kind: 'overlap',
    scheduledAt: at(chosen),
    localTime: shownWall(chosen),
    note: say(`publishing:time.overlap.${choose ?? 'assumed'}`, values),
  }
}
