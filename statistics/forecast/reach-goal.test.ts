/** Held to the exact chance of a known process: the reflection principle of the random walk. */
import { describe, expect, it } from 'vitest'
import { normalCumulative } from '../distributions/normal.ts'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { reachGoal } from './reach-goal.ts'

const generator = () => createGenerator('goal')
const far = {
  mean: new Float64Array(40).fill(100),
  spread: Float64Array.from({ length: 40 }, (_, h) => Math.sqrt(h + 1)),
  floor: 0,
  paths: [],
}

describe('reaching a goal', () => {
  it('comes near the reflection principle of a random walk', () => {
    const { byStep } = reachGoal({ ...far, persistence: 1 }, { goal: 106, last: 100, generator: generator(), draws: 20_000 })
    // 2 P(end above the goal), less for steps than for a path without gaps: the goal lies 0.58 of a step further (Chernoff 1965). Student's tails move a little of it outwards.
    const exact = 2 * (1 - normalCumulative((6 + 0.58) / Math.sqrt(40)))
    expect(byStep[39]).toBeGreaterThan(exact - 0.06)
    expect(byStep[39]).toBeLessThan(exact + 0.06)
  })
  it('is more likely the more often the dice are thrown anew', () => {
    const chance = (persistence: number) =>
      reachGoal({ ...far, persistence }, { goal: 106, last: 100, generator: generator() }).byStep[39] as number
    expect(chance(0.2)).toBeGreaterThan(chance(0.99))
  })
  it('says when: a line of one a step reaches ten more at the tenth', () => {
    const mean = Float64Array.from({ length: 30 }, (_, h) => 101 + h)
    const { steps, direction, byStep } = reachGoal(
      { mean, spread: new Float64Array(30).fill(0.01), persistence: 0.5, floor: 0, paths: [] },
      { goal: 110.5, last: 100, generator: generator() },
    )
    expect([direction, steps.early, steps.middle, steps.late]).toEqual(['up', 10, 10, 10])
    for (let h = 1; h < 30; h++) expect(byStep[h]).toBeGreaterThanOrEqual(byStep[h - 1] as number)
  })
  it('takes the ways that errors took: passing noise reaches a goal by many small chances, staying drift by one', () => {
    const source = createGenerator('ways')
    const horizon = 40
    const flat = { mean: new Float64Array(horizon).fill(100), spread: new Float64Array(horizon).fill(10), persistence: 1, floor: 0 }
    const noise = Array.from({ length: 400 }, () => Float64Array.from({ length: horizon }, () => drawNormal(source)))
    const drift = Array.from({ length: 400 }, () => new Float64Array(horizon).fill(drawNormal(source)))
    const chance = (paths: Float64Array[]) => reachGoal({ ...flat, paths }, { goal: 115, last: 100, generator: generator() }).byStep
    // Forty fresh draws reach 1.5 spreads with 1 − 0.933^40 = 0.94, somewhat less where Student’s scale draws a calm year; one that stays is P(Z > 1.5) = 0.067, somewhat more with Student's tails, and comes at once.
    expect(chance(noise)[horizon - 1]).toBeGreaterThan(0.85)
    const staying = chance(drift)
    expect(staying[horizon - 1]).toBeGreaterThan(0.06)
    expect(staying[horizon - 1]).toBeLessThan(0.14)
    expect(staying[0]).toBe(staying[horizon - 1])
  })
  it('falls to a goal below, and leaves open what lies beyond the horizon', () => {
    const mean = Float64Array.from({ length: 10 }, () => 100)
    const { direction, steps } = reachGoal(
      { mean, spread: new Float64Array(10).fill(1), persistence: 0.9, floor: 0, paths: [] },
      { goal: 60, last: 100, generator: generator() },
    )
    expect([direction, steps]).toEqual(['down', { early: null, middle: null, late: null }])
  })
  it('refuses a goal that is none, and too few futures', () => {
    expect(() => reachGoal({ ...far, persistence: 0 }, { goal: Number.NaN, last: 1, generator: generator() })).toThrow('goal')
    expect(() => reachGoal({ ...far, persistence: 0 }, { goal: 1, last: 1, generator: generator(), draws: 3 })).toThrow('futures')
  })
})
