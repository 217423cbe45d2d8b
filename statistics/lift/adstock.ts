/** What advertising leaves behind: spend carried over from week to week, and the curve on which more of it brings ever less. */

/**
 * Geometric adstock, scaled so that constant spend stays as it is: a(t) = (1 − decay)·x(t) + decay·a(t−1), with a(−1) the mean of the first `start` values, since
 * advertising did not begin with the data. Source: Broadbent 1979, "One way TV advertisements work" (J. Market Research Society 21(3)). Cost: O(n).
 */
export const carryOver = (
  spend: ArrayLike<number>,
  decay: number,
  start = 8,
  into: Float64Array = new Float64Array(spend.length),
): Float64Array => {
  if (!(decay >= 0 && decay < 1)) throw new RangeError(`a decay lies from 0 to below 1, not ${decay}`)
  const first = Math.min(start, spend.length)
  let left = 0
  for (let t = 0; t < first; t++) left += (spend[t] as number) / first
  for (let t = 0; t < spend.length; t++) {
    left = (1 - decay) * (spend[t] as number) + decay * left
    into[t] = left
  }
  return into
}

/**
 * Hill's curve x^shape / (x^shape + half^shape): 0 at no spend, a half at `half`, 1 without end; 0 below 0. Source: Jin, Wang, Sun, Chan & Koehler 2017, "Bayesian methods for
 * media mix modeling with carryover and shape effects" (Google), equation 4. Cost: O(1).
 */
export const saturate = (spend: number, half: number, shape: number): number => {
  if (!(half > 0 && shape > 0)) throw new RangeError(`half and shape must be above 0, not ${half} and ${shape}`)
  return spend > 0 ? 1 / (1 + (half / spend) ** shape) : 0
}
