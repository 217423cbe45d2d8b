/** Attribution as a thread runs it, for the bench of stalls. */
import { creditMarkov } from '../../statistics/credit/markov.ts'
import { makeJourneys } from './make-journeys.ts'

export const creditHeavily = ({ paths, order }: { paths: number; order: number }, progress: (done: number, of: number) => void): number => {
  let total = 0
  for (let round = 0; round < 3; round++) {
    total += creditMarkov(makeJourneys(paths, round), order).conversions[0] ?? 0
    progress(round + 1, 3)
  }
  return total
}
