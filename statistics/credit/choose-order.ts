/** How far back a journey remembers: the Markov order that the data pay for. */
import { countTransitions, type Transitions } from './count-transitions.ts'
import type { Journeys } from './journeys.ts'

export interface OrderChoice {
  order: number
  /** Per order from 1: the log likelihood, the free parameters and the criterion (smaller is better). */
  candidates: { order: number; logLikelihood: number; parameters: number; bic: number }[]
}

const judge = ({ order, states, rows, weight, converted, lost }: Transitions) => {
  let logLikelihood = 0
  let parameters = 0
  let steps = 0
  for (let s = 0; s < states; s++) {
    const counts = [converted[s] as number, lost[s] as number, ...weight.subarray(rows[s] as number, rows[s + 1] as number)]
    const seen = counts.filter((count) => count > 0)
    const total = seen.reduce((a, b) => a + b, 0)
    for (const count of seen) logLikelihood += count * Math.log(count / total)
    parameters += Math.max(0, seen.length - 1)
    steps += total
  }
  return { order, logLikelihood, parameters, bic: parameters * Math.log(Math.max(steps, 1)) - 2 * logLikelihood }
}

/**
 * The order from 1 to `highest` with the smallest Bayesian information criterion, a parameter for every observed way out of a state
 * but one. Source: Katz 1981, Technometrics 23(3), doi:10.1080/00401706.1981.10486293. Errors: a RangeError
 * for another order. Cost: as many counts as orders.
 */
export const chooseOrder = (journeys: Journeys, highest = 4): OrderChoice => {
  if (!(Number.isInteger(highest) && highest >= 1 && highest <= 4))
    throw new RangeError(`The highest order is ${highest}; give 1, 2, 3 or 4.`)
  const candidates = Array.from({ length: highest }, (_, i) => judge(countTransitions(journeys, i + 1)))
  const best = candidates.reduce((a, b) => (b.bic < a.bic ? b : a))
  return { order: best.order, candidates }
}
