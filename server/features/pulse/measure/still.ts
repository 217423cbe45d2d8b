/** A number that always moved and now stands still: how unlikely that is, from how often it stood still before. */

export interface Still {
  last: number
  run: number
  pairs: number
  ties: number
  told: boolean
}

/** Fewer neighbours than this say nothing about how often a number stands still. */
const fewest = 30
/** Shorter runs are never told. */
const shortest = 4

export const startStill = (): Still => ({ last: Number.NaN, run: 0, pairs: 0, ties: 0, told: false })

/**
 * Notes one more value in `still`, and answers the length of the run when a run as long would come by chance on fewer than `chance` of the
 * days; each run is told once. Two neighbours are equal with a chance that is counted in the days before the run (Laplace's rule), so k equal
 * values in a row come with its (k − 1)-th power. Missing values are passed over. Cost: O(1).
 */
export const standStill = (still: Still, value: number, chance: number): number | null => {
  if (Number.isNaN(value)) return null
  if (value !== still.last) {
    // The run that ended belongs to the past from here on; one that was told was no part of how the number lives.
    if (!still.told) {
      still.pairs += still.run
      still.ties += Math.max(0, still.run - 1)
    }
    still.last = value
    still.run = 1
    still.told = false
    return null
  }
  still.run++
  if (still.told || still.run < shortest || still.pairs < fewest) return null
  if (((still.ties + 1) / (still.pairs + 2)) ** (still.run - 1) > chance) return null
  still.told = true
  return still.run
}
