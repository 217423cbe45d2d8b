/** Shapley values of any game of channels: exact for up to 12, by random orders with an error bound beyond. */
import type { Generator } from '../random/generator.ts'
import { shuffle } from '../random/shuffle.ts'

/** What a coalition is worth; members[i] is 1 when player i belongs to it. Worth of nobody is subtracted, so it need not be zero. */
export type Worth = (members: Uint8Array) => number

export interface SampledShapley {
  values: Float64Array
  /** With the stated probability, every value lies within its own bound of the truth, all players together. */
  errorBounds: Float64Array
  confidence: number
  orders: number
}

const mostExact = 12

/** Gains are differences of worths: what lies beyond loses its digits, and what is no number spoils all players. */
const checkWorth = (worth: number): number => {
  if (!(Math.abs(worth) <= 1e100)) throw new RangeError(`A coalition is worth ${worth}; give a finite number.`)
  return worth
}

/**
 * The average of what each player adds over all orders. Source: Shapley 1953, doi:10.1515/9781400881970-018. Errors: a RangeError
 * beyond 12 players, or for a worth that is not finite. Cost: 2ⁿ calls of `worth` and n·2ⁿ additions.
 */
export const findShapleyValues = (players: number, worth: Worth): Float64Array => {
  if (!Number.isInteger(players) || players < 1 || players > mostExact)
    throw new RangeError(`${players} players are too many for the exact values; beyond ${mostExact} sample orders instead.`)
  const coalitions = 1 << players
  const members = new Uint8Array(players)
  const worths = new Float64Array(coalitions)
  for (let mask = 0; mask < coalitions; mask++) {
    for (let i = 0; i < players; i++) members[i] = (mask >> i) & 1
    worths[mask] = checkWorth(worth(members))
  }
  // weight[s] = s! (n − 1 − s)! / n!, by s from its neighbour.
  const weight = new Float64Array(players)
  weight[0] = 1 / players
  for (let s = 1; s < players; s++) weight[s] = ((weight[s - 1] as number) * s) / (players - s)
  const values = new Float64Array(players)
  for (let mask = 0; mask < coalitions; mask++) {
    let size = 0
    for (let rest = mask; rest > 0; rest &= rest - 1) size++
    for (let i = 0; i < players; i++) {
      if ((mask >> i) & 1) continue
      const gain = (worths[mask | (1 << i)] as number) - (worths[mask] as number)
      values[i] = (values[i] as number) + (weight[size] as number) * gain
    }
  }
  return values
}

/**
 * Estimates from random orders, each used forwards and backwards. `largestGain` bounds what one player can add or take, in size. The
 * bound is the empirical Bernstein inequality over pairs of orders, split over the players. Sources: Castro, Gómez & Tejada 2009,
 * doi:10.1016/j.cor.2008.04.004; Maurer & Pontil 2009, COLT, theorem 4. Errors: a RangeError below 2 pairs or for what cannot be. Cost: 2·pairs·n calls.
 */
export const sampleShapleyValues = (
  players: number,
  worth: Worth,
  {
    generator,
    pairs = 500,
    largestGain,
    confidence = 0.95,
  }: { generator: Generator; pairs?: number; largestGain: number; confidence?: number },
): SampledShapley => {
  if (!(Number.isInteger(pairs) && pairs >= 2)) throw new RangeError(`${pairs} pairs of orders allow no error bound; give 2 or more.`)
  if (!(Number.isInteger(players) && players >= 1 && players <= 65_535))
    throw new RangeError(`${players} players make no game; give 1 to 65,535.`)
  if (!(largestGain >= 0 && largestGain <= 1e100))
    throw new RangeError(`The largest gain is ${largestGain}; give a finite number, 0 or more.`)
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`The confidence is ${confidence}; give a share between 0 and 1.`)
  const order = Uint32Array.from({ length: players }, (_, i) => i)
  const [mean, squares] = [new Float64Array(players), new Float64Array(players)]
  const gains = new Float64Array(players)
  const walk = (backwards: boolean) => {
    const members = new Uint8Array(players)
    let before = checkWorth(worth(members))
    for (let step = 0; step < players; step++) {
      const player = order[backwards ? players - 1 - step : step] as number
      members[player] = 1
      const after = checkWorth(worth(members))
      gains[player] = (gains[player] as number) + (after - before) / 2
      before = after
    }
  }
  for (let pair = 1; pair <= pairs; pair++) {
    shuffle(generator, order)
    gains.fill(0)
    walk(false)
    walk(true)
    for (let i = 0; i < players; i++) {
      const off = (gains[i] as number) - (mean[i] as number)
      mean[i] = (mean[i] as number) + off / pair
      squares[i] = (squares[i] as number) + off * ((gains[i] as number) - (mean[i] as number))
    }
  }
  const log = Math.log((4 * players) / (1 - confidence))
  const errorBounds = squares.map((square) => {
    const variance = square / (pairs - 1)
    return Math.sqrt((2 * variance * log) / pairs) + (7 * 2 * largestGain * log) / (3 * (pairs - 1))
  })
  return { values: mean, errorBounds, confidence, orders: 2 * pairs }
}
