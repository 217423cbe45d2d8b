/** Many arms against one control, held to Dunnett’s own tables and example. */
import { expect, test } from 'vitest'
import { mean } from '../describe/mean.ts'
import { variance } from '../describe/variance.ts'
import { testDunnett } from './dunnett.ts'

const armOf = (values: number[]) => ({ n: values.length, mean: mean(values), variance: variance(values) })
const alike = (arms: number, n: number) => Array.from({ length: arms + 1 }, () => ({ n, mean: 0, variance: n / 2 }))
const critical = (arms: number, n: number) => testDunnett(alike(arms, n))?.comparisons[0]?.interval[1] ?? Number.NaN

test('blood counts under two drugs (Dunnett 1955; scipy.stats.dunnett prints 0.6201, 0.0058 and −1.26 to 2.56, 0.84 to 4.42)', () => {
  const answer = testDunnett(
    [
      [7.4, 8.5, 7.2, 8.24, 9.84, 8.32],
      [9.76, 8.8, 7.68, 9.36],
      [12.8, 9.68, 12.16, 9.2, 10.55],
    ].map(armOf),
  )
  expect(answer?.comparisons[0]?.p).toBeCloseTo(0.6201, 4)
  expect(answer?.comparisons[1]?.p).toBeCloseTo(0.0058, 4)
  expect(answer?.comparisons[0]?.interval[0]).toBeCloseTo(-1.256, 2)
  expect(answer?.comparisons[1]?.interval[1]).toBeCloseTo(4.416, 2)
})

test('two-sided 5% points of Dunnett’s table: 2.50 for two arms and 12 degrees of freedom; 2.21, 2.35, 2.44, 2.51 … without limit', () => {
  expect(critical(2, 5)).toBeCloseTo(2.5, 2)
  for (const [arms, point] of [
    [1, 1.96],
    [2, 2.21],
    [3, 2.35],
    [4, 2.44],
    [5, 2.51],
  ] as const)
    expect(Math.abs(critical(arms, 1e7) - point)).toBeLessThan(0.006)
})

test('one arm is Student’s t', () => expect(critical(1, 6)).toBeCloseTo(2.228139, 5))

test('arms may change places, and no arms, no units or no spread is no answer', () => {
  const arms = [
    [1, 2, 3, 4],
    [2, 3, 4, 6],
    [4, 5, 6, 9],
  ].map(armOf)
  const [one, two] = testDunnett(arms)?.comparisons ?? []
  const [swappedTwo, swappedOne] = testDunnett([0, 2, 1].map((i) => arms[i] ?? armOf([])))?.comparisons ?? []
  expect(swappedOne?.p).toBeCloseTo(one?.p ?? 0, 10)
  expect(swappedTwo?.interval[0]).toBeCloseTo(two?.interval[0] ?? 0, 8)
  expect(testDunnett([])).toBeNull()
  expect(
    testDunnett([
      { n: 5, mean: 1, variance: 0 },
      { n: 5, mean: 2, variance: 0 },
    ]),
  ).toBeNull()
  expect(() => testDunnett([{ n: 5, mean: 1, variance: -1 }])).toThrow('arm 0')
})
