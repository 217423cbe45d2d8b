/** Randomisation inference: what would have come out if the arms had been drawn otherwise – the p value, and intervals of every level in one pass. */
import type { Generator } from '../random/generator.ts'
import { removeBasis } from './adjust-posts.ts'

export interface Redraw {
  /** The outcome of each unit. */
  values: ArrayLike<number>
  /** 1 in the arm, else 0. */
  labels: ArrayLike<number>
  /** Orthonormal columns of what outcomes are freed from (see growBasis); labels of other arms among them. */
  basis: Float64Array[]
  /** Sets of units whose labels are exchanged together (0 for 1 and 1 for 0), each with probability ½. */
  swaps: readonly (readonly number[])[]
}

export interface Redrawn {
  /** Least squares, in the unit of the values. */
  estimate: number
  /** That the arm does nothing. */
  p: number
  /** Sorted: for each draw, the lowest and the highest effect under which that draw would be as extreme as what was seen. */
  lows: Float64Array
  highs: Float64Array
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/**
 * Under an effect τ, a draw z* is as extreme as the real z when |z*·(y − τz)| / |z*| ≥ |z·(y − τz)| / |z|, y and z freed from the basis: that is a range of τ around the
 * estimate whose ends have a closed form. So p(τ) falls on both sides of the estimate and one pass of draws gives the whole of it. Exact for an effect that is the same for every unit, whatever the
 * distribution. Sources: Rosenbaum 2002, Observational Studies, 2.4–2.6; Ernst 2004, Statist. Sci. 19:676; Garthwaite 1996, Biometrics 52:1387 (intervals). Null when the labels or
 * the values have nothing left beside the basis. Cost: O(draws · units · columns).
 */
export const redrawArms = ({ values, labels, basis, swaps }: Redraw, draws: number, generator: Generator): Redrawn | null => {
  const y = removeBasis(basis, Float64Array.from(values))
  const z = removeBasis(basis, Float64Array.from(labels))
  const length = Math.sqrt(dot(z, z))
  const spread = Math.sqrt(dot(y, y))
  if (!(length > 1e-8) || !(spread > 1e-10 * Math.sqrt(y.length)) || !Number.isFinite(spread)) return null
  const estimate = dot(z, y) / length ** 2
  const [lows, highs] = [new Float64Array(draws), new Float64Array(draws)]
  let extreme = 0
  const drawn = Float64Array.from(labels)
  for (let d = 0; d < draws; d++) {
    for (const members of swaps) {
      const turned = generator.uniform() < 0.5
      for (const i of members) drawn[i] = turned ? 1 - (labels[i] as number) : (labels[i] as number)
    }
    let explained = 0
    for (const column of basis) explained += dot(column, drawn) ** 2
    const size = Math.sqrt(Math.max(0, dot(drawn, drawn) - explained))
    const [a, b] = [dot(drawn, y) / (size * length), dot(drawn, z) / (size * length)]
    // The real assignment, its mirror, and a draw that the basis explains wholly are as extreme for every effect.
    const useless = !(size > 1e-8) || Math.abs(b) > 1 - 1e-9
    const [one, two] = [(estimate - a) / (1 - b), (estimate + a) / (1 + b)]
    lows[d] = useless ? Number.NEGATIVE_INFINITY : Math.min(one, two)
    highs[d] = useless ? Number.POSITIVE_INFINITY : Math.max(one, two)
    if (useless || Math.abs(a) >= Math.abs(estimate) * (1 - 1e-9)) extreme++
  }
  return { estimate, p: (extreme + 1) / (draws + 1), lows: lows.sort(), highs: highs.sort() }
}

/**
 * The effects that the draws do not reject at 1 − level. Infinite ends mean that there are too few different draws for this level. Cost: O(1).
 */
export const redrawnInterval = ({ lows, highs }: Redrawn, level: number): [number, number] => {
  // p(τ) = (1 + draws whose range holds τ) / (draws + 1); below the estimate those are the draws whose low end lies below τ.
  const needed = Math.floor((1 - level) * (lows.length + 1))
  if (needed < 1) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return [lows[needed - 1] as number, highs[highs.length - needed] as number]
}
