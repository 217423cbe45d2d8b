/** Time decay: a touch loses half its credit with every half-life that lies between it and the end of the path. */
import type { Journeys } from './journeys.ts'
import { type Credit, shareTouches } from './share-touches.ts'

/**
 * Credit per channel; the weight of the touch k steps before the last is 2^(−k / halfLife). The half-life is in touches, since path
 * counts carry no clock. Errors: a RangeError for a half-life that is not positive. Cost: O(touches).
 */
export const creditTimeDecay = (journeys: Journeys, halfLife = 2): Credit => {
  if (!(halfLife > 0)) throw new RangeError(`The half-life is ${halfLife} touches; give more than 0.`)
  return shareTouches(journeys, (position, length) => 2 ** ((position + 1 - length) / halfLife))
}
