/** Ratio metrics: the delta method against its written-out formula, and against people’s usual mistake. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNegativeBinomial } from '../random/negative-binomial.ts'
import { effectOf } from './effect.ts'
import { testFixed } from './fixed.ts'
import { armOfRatio } from './ratio-metric.ts'

test('it equals the formula of Deng, Knoblich & Lu on the four pairs of gbstats’ own test (numpy’s cov)', () => {
  const arm = armOfRatio([0.3, 0.5, 0.9, 22], [2, 1, 5, 3])
  expect(arm?.n).toBe(4)
  expect(arm?.mean).toBeCloseTo(2.1545454545454543, 12)
  expect(arm?.variance).toBeCloseTo(15.764613528219835, 10)
})

test('with the same impressions everywhere it is the mean of the rates', () => {
  const arm = armOfRatio([1, 2, 6], [10, 10, 10])
  expect(arm?.mean).toBeCloseTo(0.3, 12)
  expect(arm?.variance).toBeCloseTo(0.07, 12)
})

const pairs = fc.array(
  fc.record({ above: fc.double({ min: 0, max: 1e4, noNaN: true }), below: fc.double({ min: 1, max: 1e5, noNaN: true }) }),
  {
    minLength: 3,
    maxLength: 40,
  },
)

test('the unit of neither number matters, nor their order, nor pairs that miss a number', () => {
  fc.assert(
    fc.property(pairs, fc.double({ min: 0.01, max: 100, noNaN: true }), (units, factor) => {
      const [above, below] = [units.map((unit) => unit.above), units.map((unit) => unit.below)]
      const plain = armOfRatio(above, below)
      const scaled = armOfRatio(
        above.map((value) => value * factor),
        below.map((value) => value * factor),
      )
      const turned = armOfRatio([...above].reverse(), [...below].reverse())
      const gappy = armOfRatio([...above, Number.NaN, 3], [...below, 4, Number.NaN])
      for (const other of [scaled, turned, gappy]) {
        expect(other?.mean).toBeCloseTo(plain?.mean ?? Number.NaN, 6)
        expect(Math.abs((other?.variance ?? 0) - (plain?.variance ?? 0))).toBeLessThanOrEqual(1e-6 * (1 + (plain?.variance ?? 0)))
      }
    }),
  )
})

test('posts as units keep the promise of 5% where impressions as units raise false alarms most of the time', () => {
  const generator = createGenerator('ratio')
  const rounds = 300
  let [alarms, naive] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const [control, treatment] = [0, 1].map(() => {
      const impressions = Array.from({ length: 60 }, () => 200 + drawNegativeBinomial(generator, 2000, 2))
      return { impressions, clicks: impressions.map((shown) => drawNegativeBinomial(generator, 0.03 * shown, 3)) }
    }) as [{ impressions: number[]; clicks: number[] }, { impressions: number[]; clicks: number[] }]
    const arms = [control, treatment].map(({ clicks, impressions }) => armOfRatio(clicks, impressions))
    const pooled = [control, treatment].map(({ clicks, impressions }) => {
      const [n, sum] = [impressions, clicks].map((values) => values.reduce((a, b) => a + b)) as [number, number]
      return { n, mean: sum / n, variance: (sum / n) * (1 - sum / n) }
    })
    const significant = ([a, b]: typeof arms) => {
      const effect = a && b ? effectOf(a, b, 'relative') : null
      return effect !== null && testFixed(effect).p < 0.05
    }
    if (significant(arms)) alarms++
    if (significant(pooled)) naive++
  }
  expect(alarms / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds))
  expect(naive / rounds).toBeGreaterThan(0.5)
})

test('one pair or no impressions is no arm; impossible pairs are refused by their place', () => {
  expect(armOfRatio([1], [2])).toBeNull()
  expect(armOfRatio([1, 2], [0, 0])).toBeNull()
  expect(() => armOfRatio([1, 2], [1])).toThrow('2 numerators and 1 denominators')
  expect(() => armOfRatio([1, 2], [1, -1])).toThrow('unit 2')
})
