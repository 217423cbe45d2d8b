/** Finds the minimum of a function of a few variables that has no derivative: the downhill simplex of Nelder and Mead. */

export interface Minimum {
  at: Float64Array
  value: number
  /** How often the function was asked. */
  calls: number
}

export interface MinimiseOptions {
  /** The size of the first simplex along each variable (default 0.5). */
  step?: number
  /** The function is asked at most this often (default 200 per variable). */
  mostCalls?: number
  /** Ends when the values of the simplex differ by less than this share (default 1e-8). */
  tolerance?: number
}

/**
 * The lowest point found from `start`; what the function answers with NaN counts as infinitely bad. Source: Nelder & Mead 1965, The Computer Journal 7(4),
 * doi:10.1093/comjnl/7.4.308, with the adaptive coefficients of Gao & Han 2012, doi:10.1007/s10589-010-9329-3. Errors: a RangeError for an empty start.
 * Cost: one call a step, O(variables²) beside it.
 */
export const minimise = (
  f: (at: Float64Array) => number,
  start: ArrayLike<number>,
  { step = 0.5, mostCalls = 200 * start.length, tolerance = 1e-8 }: MinimiseOptions = {},
): Minimum => {
  const n = start.length
  if (n === 0) throw new RangeError('there is no variable to choose')
  const [expand, contract, shrink] = n < 2 ? [2, 0.5, 0.5] : [1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n]
  let calls = 0
  const ask = (at: Float64Array): number => {
    calls++
    const value = f(at)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const simplex = Array.from({ length: n + 1 }, (_, corner) => {
    const at = Float64Array.from(start)
    if (corner > 0) at[corner - 1] = (at[corner - 1] as number) + step
    return { at, value: ask(at) }
  })
  type Corner = (typeof simplex)[number]
  const centre = new Float64Array(n)
  const towards = (worst: Float64Array, factor: number): Corner => {
    const at = centre.map((value, i) => value + factor * (value - (worst[i] as number)))
    return { at, value: ask(at) }
  }
  while (calls < mostCalls) {
    simplex.sort((a, b) => a.value - b.value)
    const [best, worst, second] = [simplex[0], simplex[n], simplex[n - 1]] as [Corner, Corner, Corner]
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) break
    centre.fill(0)
    for (let corner = 0; corner < n; corner++)
      for (let i = 0; i < n; i++) centre[i] = (centre[i] as number) + ((simplex[corner] as Corner).at[i] as number) / n
    const reflected = towards(worst.at, 1)
    if (reflected.value < best.value) {
      const further = towards(worst.at, expand)
      simplex[n] = further.value < reflected.value ? further : reflected
    } else if (reflected.value < second.value) simplex[n] = reflected
    else {
      const nearer = towards(worst.at, reflected.value < worst.value ? contract : -contract)
      if (nearer.value < Math.min(reflected.value, worst.value)) simplex[n] = nearer
      else
        for (let corner = 1; corner <= n; corner++) {
          const at = (simplex[corner] as Corner).at.map((value, i) => (best.at[i] as number) + shrink * (value - (best.at[i] as number)))
          simplex[corner] = { at, value: ask(at) }
        }
    }
  }
  simplex.sort((a, b) => a.value - b.value)
  const best = simplex[0] as Corner
  return { ...best, calls }
}
