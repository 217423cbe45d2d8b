/** How likely a journey from the start ends in a conversion, with and without a channel: the linear system of an absorbing chain. */
import type { Transitions } from './count-transitions.ts'

export interface Absorption {
  /** The probability that a journey converts. */
  probability: number
  /** The true solution lies within this of `probability`. */
  errorBound: number
}

/** Of the probability that a journey converts: where one in a million does, the digits of that one count. */
const tolerance = 1e-14
const mostSweeps = 200_000

/**
 * Solves h = P·h + b for the start, where moves into `removed` are lost (−1 removes nothing). Gauss–Seidel sweeps from h = 0 and from
 * h = 1 close in on the solution from both sides, since I − P is an M-matrix (Kemeny & Snell 1960, chapter 3; Varga 1962, theorem
 * 3.15): what remains between them is the error bound, so the answer is exact to the digits it states and nothing is drawn at random.
 * `base` is what the answer will be compared with (the probability with all channels); left out, the answer itself. Cost: O(transitions) per sweep,
 * some tens of sweeps for journeys of ordinary length.
 */
export const solveAbsorption = (chain: Transitions, removed: number, base?: number): Absorption => {
  const { states, newest, rows, next, weight, converted, lost } = chain
  const lower = new Float64Array(states)
  const upper = new Float64Array(states).fill(1)
  // A state that follows itself is solved for at once: long repetitions cost no sweeps. What leaves is summed, not subtracted: digits stay.
  const leaving = new Float64Array(states)
  let anyConversion = false
  for (let s = 0; s < states; s++) {
    let sum = (converted[s] as number) + (lost[s] as number)
    if ((converted[s] as number) > 0) anyConversion = true
    for (let k = rows[s] as number; k < (rows[s + 1] as number); k++) if (next[k] !== s) sum += weight[k] as number
    leaving[s] = sum
    if (newest[s] === removed && removed >= 0) upper[s] = 0
  }
  if (!anyConversion || !((leaving[0] as number) > 0)) return { probability: 0, errorBound: 0 }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    for (let s = states - 1; s >= 0; s--) {
      if (newest[s] === removed && removed >= 0) continue
      let low = converted[s] as number
      let high = low
      for (let k = rows[s] as number; k < (rows[s + 1] as number); k++) {
        const to = next[k] as number
        const moves = weight[k] as number
        if (to === s) continue
        low += moves * (lower[to] as number)
        high += moves * (upper[to] as number)
      }
      lower[s] = low / (leaving[s] as number)
      upper[s] = high / (leaving[s] as number)
    }
    if ((upper[0] as number) - (lower[0] as number) <= tolerance * (base ?? (lower[0] as number))) break
  }
  const gap = (upper[0] as number) - (lower[0] as number)
  return {
    probability: ((lower[0] as number) + (upper[0] as number)) / 2,
    errorBound: Math.max(gap / 2, Number.EPSILON * (upper[0] as number)),
  }
}
