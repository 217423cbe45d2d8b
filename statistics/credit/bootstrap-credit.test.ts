/** Held to reference values: bootstrap intervals. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { bootstrapCredit } from './bootstrap-credit.ts'
import { small } from './testing/small-journeys.test-data.ts'
import { packJourneys } from './journeys.ts'
import { creditLastTouch } from './last-touch.ts'
import { creditShapley } from './shapley-journeys.ts'

describe('bootstrap intervals', () => {
  const options = () => ({ generator: createGenerator('bootstrap'), replicates: 2000, level: 0.9 })

  it('are those of a Poisson count where credit is a count: 100 conversions, 90% within 84 and 117', () => {
    const journeys = packJourneys(1, [{ touches: [0], conversions: 100, nulls: 10 }])
    const { lower, upper } = bootstrapCredit(journeys, (drawn) => creditLastTouch(drawn).conversions, options())
    expect(Math.abs((lower[0] as number) - 84)).toBeLessThanOrEqual(2)
    expect(Math.abs((upper[0] as number) - 117)).toBeLessThanOrEqual(2)
  })
  it('repeat themselves from the same seed and hold the estimate', () => {
    const draw = () => bootstrapCredit(small, (drawn) => creditShapley(drawn).conversions, options())
    expect(draw()).toEqual(draw())
    creditShapley(small).conversions.forEach((value, i) => {
      expect(draw().lower[i]).toBeLessThanOrEqual(value)
      expect(draw().upper[i]).toBeGreaterThanOrEqual(value)
    })
  })
  it('refuse too few replicates and an impossible level', () => {
    const credit = () => new Float64Array(4)
    expect(() => bootstrapCredit(small, credit, { ...options(), replicates: 5 })).toThrow(/replicates/)
    expect(() => bootstrapCredit(small, credit, { ...options(), level: 1 })).toThrow(/level/)
  })
})
