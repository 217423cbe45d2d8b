/** Position-based: the first and the last touch get fixed shares, the touches between divide the rest. */
import type { Journeys } from './journeys.ts'
import { type Credit, shareTouches } from './share-touches.ts'

/**
 * Credit per channel. A path of one touch gives it everything, one of two divides in the ratio of first to last. Errors: a RangeError
 * when the shares are not positive or leave nothing for the middle. Cost: O(touches).
 */
export const creditPositionBased = (journeys: Journeys, first = 0.4, last = 0.4): Credit => {
  if (!(first > 0 && last > 0 && first + last < 1))
    throw new RangeError(`The shares of first and last touch are ${first} and ${last}; both must be positive and sum to less than 1.`)
  return shareTouches(journeys, (position, length) => {
    if (length === 1) return 1
    if (position === 0) return first
    return position === length - 1 ? last : (1 - first - last) / (length - 2)
  })
}
