/** When a series will reach a goal: the chance by each step, and the stretch in which it most likely happens. */
import type { Generator } from '../random/generator.ts'
import { drawGamma } from '../random/gamma.ts'
import { drawNormal } from '../random/normal.ts'
import { type Forecast, forecastDefaults } from './forecast-series.ts'

export interface GoalChance {
  /** Above the last value (to be risen to) or below it (to be fallen to). */
  direction: 'up' | 'down'
  /** The chance that the goal was reached by each step of the forecast. */
  byStep: Float64Array
  /** 0-based steps by which it was reached in 10%, 50% and 90% of the futures; null where that lies beyond the horizon. */
  steps: { early: number | null; middle: number | null; late: number | null }
  /** Futures that were drawn. */
  draws: number
  /** The standard error of a chance near one half from drawing alone. */
  drawingError: number
}

/**
 * Draws futures around a forecast – errors that hang together from step to step as they did in the past, with Student's tails – and counts when each first
 * reaches `goal`. `last` is the newest known value. Same generator, same answer. Cost: draws × horizon; 4 ms for 2,000 draws of 26 steps.
 */
export const reachGoal = (
  { mean, spread, persistence, floor }: Pick<Forecast, 'mean' | 'spread' | 'persistence' | 'floor'>,
  { goal, last, generator, draws = 4000 }: { goal: number; last: number; generator: Generator; draws?: number },
): GoalChance => {
  if (!Number.isFinite(goal)) throw new RangeError(`The goal is ${goal}; give a finite number.`)
  if (!(Number.isInteger(draws) && draws >= 100)) throw new RangeError(`${draws} futures are too few for a chance; draw 100 or more.`)
  const direction = goal >= last ? 'up' : 'down'
  const horizon = mean.length
  const counts = new Float64Array(horizon)
  // As a share of its own spread, what is left of an error is less where the spread has grown.
  const kept = Float64Array.from({ length: horizon }, (_, h) =>
    h === 0 || !((spread[h] as number) > 0) ? 0 : Math.min(0.9999, (persistence * (spread[h - 1] as number)) / (spread[h] as number)),
  )
  const half = forecastDefaults.tails / 2
  // Student's t as a normal over a scale; brought to the spread that the intervals have.
  const calm = Math.sqrt((forecastDefaults.tails - 2) / forecastDefaults.tails)
  for (let draw = 0; draw < draws; draw++) {
    const scale = calm / Math.sqrt(drawGamma(generator, half) / half)
    let state = drawNormal(generator)
    for (let h = 0; h < horizon; h++) {
      const share = kept[h] as number
      if (h > 0) state = share * state + Math.sqrt(1 - share * share) * drawNormal(generator)
      const value = Math.max(floor, (mean[h] as number) + scale * state * (spread[h] as number))
      if (direction === 'up' ? value < goal : value > goal) continue
      counts[h] = (counts[h] as number) + 1
      break
    }
  }
  let sum = 0
  const byStep = counts.map((count) => (sum += count) / draws)
  const when = (share: number): number | null => {
    const step = byStep.findIndex((chance) => chance >= share)
    return step < 0 ? null : step
  }
  return {
    direction,
    byStep,
    steps: { early: when(0.1), middle: when(0.5), late: when(0.9) },
    draws,
    drawingError: 0.5 / Math.sqrt(draws),
  }
}
