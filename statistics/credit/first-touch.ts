/** First touch: all credit goes to the channel that was met first. */
import type { Journeys } from './journeys.ts'
import { type Credit, shareTouches } from './share-touches.ts'

/** Credit per channel. Source: Shao & Li 2011, KDD, doi:10.1145/2020408.2020453 (the rules in use). Cost: O(touches). */
export const creditFirstTouch = (journeys: Journeys): Credit => shareTouches(journeys, (position) => (position === 0 ? 1 : 0))
