/** Places with their doubt: how likely each group is among the first k of all, from draws of all of them together. */
import { quantileSorted } from '../describe/quantile.ts'

export interface GroupRank {
  /** Between which places it lies at the level asked for; 1 is the largest. */
  interval: [number, number]
  /** `among[k - 1]`: the chance to be among the first k. */
  among: number[]
}

/**
 * Draws: one row a group, a column a joint draw. Ties share the better place. Source: Goldstein & Spiegelhalter 1996 (JRSS A 159:385), ranks by simulation. Errors: RangeError for rows of unequal length, no
 * draws, or a draw that is no number. Cost: O(draws · groups²).
 */
export const rankGroups = (draws: readonly ArrayLike<number>[], level = 0.9): GroupRank[] => {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level lies between 0 and 1, not ${level}.`)
  const n = draws.length
  const count = draws[0]?.length ?? 0
  for (const [i, row] of draws.entries()) {
    if (row.length !== count || count === 0)
      throw new RangeError(`Group ${i + 1} has ${row.length} draws, the first has ${count}; they must be as many, and one at least.`)
    for (let draw = 0; draw < count; draw++)
      if (Number.isNaN(row[draw])) throw new RangeError(`Group ${i + 1}, draw ${draw + 1} is no number.`)
  }
  return draws.map((own) => {
    const places = new Float64Array(count)
    for (let draw = 0; draw < count; draw++) {
      let place = 1
      for (const other of draws) if ((other[draw] as number) > (own[draw] as number)) place++
      places[draw] = place
    }
    const among = Array.from({ length: n }, (_, k) => places.reduce((sum, place) => sum + (place <= k + 1 ? 1 / count : 0), 0))
    places.sort()
    const end = (share: number) => Math.round(quantileSorted(places, share))
    return { interval: [end((1 - level) / 2), end((1 + level) / 2)], among: among.map((chance) => Math.min(1, chance)) }
  })
}
