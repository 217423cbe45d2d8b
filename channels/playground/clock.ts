/** The network's own clock: it runs with ours until the world was begun, and faster or slower after that. */

/** From `at` (ms since 1970, our time) on, the network's clock runs `pace` times as fast as ours. In order of time. */
export type Clock = readonly { at: number; pace: number }[]

/** A minute of ours is a day there. */
export const defaultPace = 24 * 60

/** The network's time at a moment of ours. Never runs backwards. Cost: O(changes of pace). */
export const toSimulated = (clock: Clock, at: number): number => {
  let simulated = Math.min(at, clock[0]?.at ?? at)
  for (const [i, change] of clock.entries()) {
    const until = Math.min(at, clock[i + 1]?.at ?? Number.POSITIVE_INFINITY)
    if (until > change.at) simulated += (until - change.at) * change.pace
  }
  return simulated
}

/** Our time at a moment of the network's: the inverse of toSimulated. */
export const toReal = (clock: Clock, simulated: number): number => {
  const reached = clock.findLast(({ at }) => toSimulated(clock, at) <= simulated)
  return reached === undefined ? simulated : reached.at + (simulated - toSimulated(clock, reached.at)) / reached.pace
}

/** The clock with another pace from `at` on; what has passed stays as it was. */
export const withPace = (clock: Clock, at: number, pace: number): Clock => {
  if (!(pace > 0)) throw new RangeError(`the pace is ${pace}; give a number above 0`)
  return [...clock.filter((change) => change.at < at), { at, pace }]
}

export const currentPace = (clock: Clock): number => clock.at(-1)?.pace ?? 1
