/** How likely a journey from the start ends in a conversion, with and without a channel: the linear system of an absorbing chain. */
import type { Transitions } from './count-transitions.ts'

export interface Absorption {
  /** The probability that a journey converts. */
  probability: number
  /** The true solution lies within this of `probability`. */
  errorBound: number
}

const tolerance = 1e-14
const mostSweeps = 200_000

/**
 * Solves h = P·h + b for the start, where moves into `removed` are lost (−1 removes nothing). Gauss–Seidel sweeps from h = 0 and from
 * h = 1 close in on the solution from both sides, since I − P is an M-matrix (Kemeny & Snell 1960, chapter 3; Varga 1962, theorem
 * 3.15): what remains between them is the error bound, so the answer is exact to the digits it states and nothing is drawn at random.
 * Cost: O(transitions) per sweep, some tens of sweeps for journeys of ordinary length.
 */
export const solveAbsorption = (chain: Transitions, removed: number): Absorption => {
  const { states, newest, rows, next, weight, converted, lost } = chain
  const lower = new Float64Array(states)
  const upper = new Float64Array(states).fill(1)
  const total = new Float64Array(states)
  for (let s = 0; s < states; s++) {
    let sum = (converted[s] as number) + (lost[s] as number)
    for (let k = rows[s] as number; k < (rows[s + 1] as number); k++) sum += weight[k] as number
    total[s] = sum
    if (newest[s] === removed && removed >= 0) upper[s] = 0
  }
  if (!((total[0] as number) > 0)) return { probability: 0, errorBound: 0 }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    for (let s = states - 1; s >= 0; s--) {
      if (newest[s] === removed && removed >= 0) continue
      let low = converted[s] as number
      let high = low
      let staying = 0
      for (let k = rows[s] as number; k < (rows[s + 1] as number); k++) {
        const to = next[k] as number
        const moves = weight[k] as number
        // A state that follows itself is solved for at once: long repetitions cost no sweeps.
        if (to === s) staying += moves
        else {
          low += moves * (lower[to] as number)
          high += moves * (upper[to] as number)
        }
      }
      const leaving = (total[s] as number) - staying
      lower[s] = low / leaving
      upper[s] = high / leaving
    }
    if ((upper[0] as number) - (lower[0] as number) <= tolerance) break
  }
  const gap = (upper[0] as number) - (lower[0] as number)
  return { probability: ((lower[0] as number) + (upper[0] as number)) / 2, errorBound: Math.max(gap / 2, Number.EPSILON) }
}
