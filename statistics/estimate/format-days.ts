/** Formats do not do equally well on all weekdays: what that adds to the doubt about a format's own effect. */
import type { Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import type { Layout, Posts } from './post-layout.ts'
import type { Outcomes } from './post-outcomes.ts'
import { daysPerWeek, hoursPerDay } from './slot-features.ts'

export interface FormatDays {
  /** Standard deviations of format × weekday effects, in units of the noise, with their posterior weights. */
  scales: number[]
  weights: number[]
  /** Per format: the part of that variance that its unevenly used weekdays leave in its effect. */
  unevenness: Float64Array
}

const grid = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6]
const priorWidth = 0.25

/**
 * The variance component of format × weekday from the mean residuals of each cell, exchangeable and normal, half-Cauchy on its scale,
 * summed over a grid. A format used only on Mondays has shown its Mondays: with shares w of its posts, the effect over all weekdays is
 * off by a variance of Σ (w − 1/7)². Source: Gelman & Hill 2007, 12–13; Searle, Casella & McCulloch 1992, Variance Components, 3. Cost: O(n).
 */
export const weighFormatDays = (posts: Posts, layout: Layout, outcomes: Outcomes, fitted: Float64Array): FormatDays => {
  const cells = layout.formats * daysPerWeek
  const [sums, masses] = [new Float64Array(cells), new Float64Array(cells)]
  for (let i = 0; i < layout.n; i++) {
    const cell = (posts.formats[i] as number) * daysPerWeek + Math.floor((posts.slots[i] as number) / hoursPerDay)
    const weight = outcomes.weights[i] as number
    sums[cell] = (sums[cell] as number) + weight * ((outcomes.values[i] as number) - (fitted[i] as number))
    masses[cell] = (masses[cell] as number) + weight
  }
  const logs = grid.map((scale) => {
    let log = -Math.log1p((scale / priorWidth) ** 2)
    for (let cell = 0; cell < cells; cell++) {
      const mass = masses[cell] as number
      if (!(mass > 0)) continue
      const variance = 1 / mass + scale ** 2
      log -= 0.5 * Math.log(variance) + ((sums[cell] as number) / mass) ** 2 / (2 * variance)
    }
    return log
  })
  // The grid is uneven: each point stands for the stretch around it.
  const room = grid.map((scale, i) => ((grid[i + 1] ?? 2 * scale) - (grid[i - 1] ?? 0)) / 2)
  const top = Math.max(...logs)
  const weights = logs.map((log, i) => (room[i] as number) * Math.exp(log - top))
  const total = weights.reduce((a, b) => a + b, 0)
  const unevenness = Float64Array.from({ length: layout.formats }, (_, f) => {
    const own = masses.subarray(f * daysPerWeek, (f + 1) * daysPerWeek)
    const mass = own.reduce((a, b) => a + b, 0)
    return mass > 0 ? own.reduce((sum, value) => sum + (value / mass - 1 / daysPerWeek) ** 2, 0) : 1 - 1 / daysPerWeek
  })
  return { scales: grid, weights: weights.map((weight) => weight / total), unevenness }
}

/** One draw of what uneven weekdays add to each format's effect, in units of the noise. Cost: O(formats). */
export const drawFormatDays = ({ scales, weights, unevenness }: FormatDays, generator: Generator): Float64Array => {
  let left = generator.uniform()
  const at = weights.findIndex((weight) => (left -= weight) < 0)
  const scale = scales[at === -1 ? scales.length - 1 : at] as number
  return unevenness.map((uneven) => scale * Math.sqrt(uneven) * drawNormal(generator))
}
