/** Held to a line by hand and to the exactness of Student's t; the published example (Kerman et al. 2017) is in evaluation/lift. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { estimateTimeRegression } from './time-regression.ts'

describe('time-based regression', () => {
  it('takes what lies beyond the line for the effect', () => {
    const control = [10, 20, 15, 30, 12, 18]
    const treated = control.map((value, time) => 3 + 2 * value + (time >= 4 ? 5 : 0))
    const answer = estimateTimeRegression({ treated, control, start: 4, cost: 4 })
    expect(answer).toMatchObject({
      kind: 'effect',
      cumulative: { value: expect.closeTo(10, 9) },
      average: { value: expect.closeTo(5, 9) },
      returnOnSpend: { value: expect.closeTo(2.5, 9) },
    })
  })
  it('holds the true effect in 90% of experiments, the doubt of the line counted', () => {
    const source = createGenerator('time')
    let held = 0
    for (let world = 0; world < 400; world++) {
      const control = Array.from({ length: 20 }, () => 100 + 10 * drawNormal(source))
      const treated = control.map((value, time) => 1.5 * value + 4 * drawNormal(source) + (time >= 12 ? 3 : 0))
      const answer = estimateTimeRegression({ treated, control, start: 12 }, 0.9)
      if (answer.kind === 'effect' && answer.cumulative.interval[0] <= 24 && answer.cumulative.interval[1] >= 24) held++
    }
    expect(held / 400).toBeGreaterThan(0.86)
    expect(held / 400).toBeLessThan(0.94)
  })
  it('has no answer from few times or a control that never moves, and refuses what is not finite', () => {
    expect(estimateTimeRegression({ treated: [1, 2, 3, 4], control: [1, 2, 3, 4], start: 3 })).toMatchObject({
      kind: 'too-little-data',
      need: 4,
    })
    expect(estimateTimeRegression({ treated: [1, 2, 3, 4], control: [1, 2, 3, 4], start: 4 })).toMatchObject({ unit: 'times-after' })
    expect(estimateTimeRegression({ treated: [1, 2, 3, 4, 5], control: [2, 2, 2, 2, 2], start: 4 })).toEqual({
      kind: 'no-variation',
      have: 4,
    })
    expect(() => estimateTimeRegression({ treated: [1, Number.NaN], control: [1, 2], start: 1 })).toThrow('Time 2')
  })
})
