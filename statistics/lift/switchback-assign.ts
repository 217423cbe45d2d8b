/** Draws when something is on and when it is off: blocks of time in pairs, one of each pair on. */
import type { Generator } from '../random/generator.ts'

export interface SwitchbackPlan {
  /** Times in the experiment (days, hours). */
  times: number
  /** Times in a block; more than the carry-over, a whole week where weekdays differ. */
  blockLength: number
}

export interface SwitchbackBlock {
  /** First and last time, both counted. */
  from: number
  to: number
  on: boolean
}

export const countBlocks = ({ times, blockLength }: SwitchbackPlan): number => {
  if (!(Number.isInteger(times) && times >= 0)) throw new RangeError(`an experiment lasts a whole number of times, not ${times}`)
  if (!(Number.isInteger(blockLength) && blockLength >= 1)) throw new RangeError(`a block lasts one time or more, not ${blockLength}`)
  return 2 * Math.floor(times / blockLength / 2)
}

/** For each pair of blocks, whether its first block is on, as bits of `draw`; the second is the other way round. */
export const spreadPairs = (first: ArrayLike<number>, { times, blockLength }: SwitchbackPlan): Uint8Array =>
  Uint8Array.from({ length: times }, (_, t) => {
    const block = Math.floor(t / blockLength)
    const pair = Math.min(block >> 1, first.length - 1)
    return (block & 1) === 0 ? (first[pair] as number) : 1 - (first[pair] as number)
  })

/**
 * A fair coin for every pair of neighbouring blocks says which of the two is on, so that both arms last equally long and drift takes no side. What is left after the
 * last whole pair belongs to neither and is not in the plan: `blocks` ends before it. Source: Bojinov, Simchi-Levi & Zhao 2023, "Design and analysis of switchback experiments" (Management Science 69(7)),
 * with their coins drawn in pairs. Errors: RangeError for broken lengths. Cost: O(times).
 */
export const assignSwitchback = (plan: SwitchbackPlan, generator: Generator): SwitchbackBlock[] => {
  const count = countBlocks(plan)
  const first = Uint8Array.from({ length: count / 2 }, () => (generator.uniform() < 0.5 ? 1 : 0))
  return Array.from({ length: count }, (_, block) => ({
    from: block * plan.blockLength,
    to: (block + 1) * plan.blockLength - 1,
    on: ((first[block >> 1] as number) === 1) === ((block & 1) === 0),
  }))
}
