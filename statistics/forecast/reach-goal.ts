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

/** Frozen: chosen on the simulated worlds, M3 and M4 of evaluation/goals, so that 80% stretches hold the day four times in five. */
const fewWays = 0.6

/** Draws one way of the errors from step to step, in shares of the spread. */
type DrawWay = (generator: Generator, into: Float64Array) => void

/** A factor whose product with a normal variable has Student's t with the tails of the intervals: years differ in how wild they are. */
const drawScale = (generator: Generator): number =>
  1 / Math.sqrt(drawGamma(generator, forecastDefaults.tails / 2) / (forecastDefaults.tails / 2))

/** Ways that errors really took, turned over by chance, so that no way is more likely up than down; few ways overlap in one past, so each is drawn wilder or calmer. */
const pastWays = (paths: readonly Float64Array[], horizon: number): DrawWay => {
  // Ways that overlap show less than their number: as many as fit beside each other count.
  const widened = Math.sqrt(1 + fewWays / Math.max(1, paths.length / horizon))
  return (generator, into) => {
    const path = paths[Math.floor(generator.uniform() * paths.length)] as Float64Array
    const sign = (generator.uniform() < 0.5 ? 1 : -1) * widened * drawScale(generator)
    for (let h = 0; h < into.length; h++) into[h] = sign * (path[h] as number)
  }
}

/** Where the past is too short to show whole ways: errors that hang together from step to step as they did, with Student's tails. */
const modelWays = (spread: Float64Array, persistence: number): DrawWay => {
  // As a share of its own spread, what is left of an error is less where the spread has grown.
  const kept = Float64Array.from({ length: spread.length }, (_, h) =>
    h === 0 || !((spread[h] as number) > 0) ? 0 : Math.min(0.9999, (persistence * (spread[h - 1] as number)) / (spread[h] as number)),
  )
  // Student's t as a normal over a scale; brought to the spread that the intervals have.
  const calm = Math.sqrt((forecastDefaults.tails - 2) / forecastDefaults.tails)
  return (generator, into) => {
    const scale = calm * drawScale(generator)
    let state = drawNormal(generator)
    for (let h = 0; h < into.length; h++) {
      const share = kept[h] as number
      if (h > 0) state = share * state + Math.sqrt(1 - share * share) * drawNormal(generator)
      into[h] = scale * state
    }
  }
}

/**
 * Draws futures around a forecast and counts when each first reaches `goal`. The errors take whole ways that they took in the past (a bootstrap of the rolling origins' error paths: noise that passes and
 * drift that stays keep their own shares), else ways of a model. `last` is the newest known value. Same generator, same answer. Cost: draws × horizon; 4 ms for
 * 2,000 draws of 26 steps.
 */
export const reachGoal = (
  { mean, spread, persistence, paths, floor }: Pick<Forecast, 'mean' | 'spread' | 'persistence' | 'paths' | 'floor'>,
  { goal, last, generator, draws = 4000 }: { goal: number; last: number; generator: Generator; draws?: number },
): GoalChance => {
  if (!Number.isFinite(goal)) throw new RangeError(`The goal is ${goal}; give a finite number.`)
  if (!(Number.isInteger(draws) && draws >= 100)) throw new RangeError(`${draws} futures are too few for a chance; draw 100 or more.`)
  const direction = goal >= last ? 'up' : 'down'
  const horizon = mean.length
  const counts = new Float64Array(horizon)
  const draw = paths.length > 0 ? pastWays(paths, horizon) : modelWays(spread, persistence)
  const way = new Float64Array(horizon)
  for (let future = 0; future < draws; future++) {
    draw(generator, way)
    for (let h = 0; h < horizon; h++) {
      const value = Math.max(floor, (mean[h] as number) + (way[h] as number) * (spread[h] as number))
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
