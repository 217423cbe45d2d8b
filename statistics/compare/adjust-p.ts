/** Pays for looking at several metrics or arms: p values corrected so that the family keeps its promise. */

const checked = (ps: ArrayLike<number>): number[] =>
  Array.from(ps, (p, i) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p value ${i + 1} is ${p}; a probability lies between 0 and 1`)
    return p
  })

const ranked = (ps: number[]) => ps.map((_, i) => i).sort((a, b) => (ps[a] as number) - (ps[b] as number))

/**
 * Holm’s step-down correction: rejecting where the answer is at most alpha makes a false claim anywhere in the family with probability at most
 * alpha, whatever the dependence. Source: Holm 1979, Scand. J. Statist. 6. Errors: RangeError for what is no probability. Cost: O(m log m).
 */
export const adjustHolm = (ps: ArrayLike<number>): number[] => {
  const given = checked(ps)
  const answer = given.slice()
  let highest = 0
  ranked(given).forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, (given.length - rank) * (given[at] as number)))
    answer[at] = highest
  })
  return answer
}

const stepUp = (ps: ArrayLike<number>, weight: (m: number) => number): number[] => {
  const given = checked(ps)
  const m = given.length
  const answer = given.slice()
  let lowest = 1
  const order = ranked(given)
  for (let rank = m; rank >= 1; rank--) {
    const at = order[rank - 1] as number
    lowest = Math.min(lowest, (weight(m) * m * (given[at] as number)) / rank)
    answer[at] = lowest
  }
  return answer
}

/**
 * Benjamini–Hochberg: of what is claimed at q, at most the share q is false on average; for independent or positively dependent tests.
 * Source: Benjamini & Hochberg 1995, JRSS B 57. Errors and cost as adjustHolm.
 */
export const adjustBenjaminiHochberg = (ps: ArrayLike<number>): number[] => stepUp(ps, () => 1)

/** Benjamini–Yekutieli: the same promise under any dependence, at the price of a factor Σ 1/i. Source: Benjamini & Yekutieli 2001, Ann. Statist. 29. */
export const adjustBenjaminiYekutieli = (ps: ArrayLike<number>): number[] =>
  stepUp(ps, (m) => {
    let sum = 0
    for (let i = 1; i <= m; i++) sum += 1 / i
    return sum
  })
