/** Linear: every touch of a path gets the same credit, a channel met twice gets two shares. */
import type { Journeys } from './journeys.ts'
import { type Credit, shareTouches } from './share-touches.ts'

/** Credit per channel. Source: Shao & Li 2011, KDD, doi:10.1145/2020408.2020453 (the rules in use). Cost: O(touches). */
export const creditLinear = (journeys: Journeys): Credit => shareTouches(journeys, () => 1)
