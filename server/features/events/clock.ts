/** Clocks that disagree: how far a sender's is off, and when its events really happened by ours. */

/** Below this two clocks agree; the way from there to here takes time as well. */
const agreeMs = 5000
/** An event may lie this far ahead before it is called a mistake. */
export const aheadMs = 5 * 60_000

/** Milliseconds to add to the sender's times; 0 when it says nothing or the clocks agree. */
export const clockOff = (sentAt: string | undefined, now: Date): number => {
  if (sentAt === undefined) return 0
  const off = now.getTime() - Date.parse(sentAt)
  return Math.abs(off) <= agreeMs ? 0 : off
}

export const oldest = Date.parse('2000-01-01T00:00:00Z')

export type Moment = { kind: 'fine'; at: Date } | { kind: 'ahead' } | { kind: 'too-old' }

/** The moment of an event by our clock. What would lie ahead of us after the correction is not moved silently but said. */
export const placeInTime = (at: string, offMs: number, now: Date): Moment => {
  const ms = Date.parse(at) + offMs
  if (ms > now.getTime() + aheadMs) return { kind: 'ahead' }
  if (ms < oldest) return { kind: 'too-old' }
  return { kind: 'fine', at: new Date(Math.min(ms, now.getTime())) }
}
