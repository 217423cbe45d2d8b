/** The chi-square tail against the table and its closed form. */
import { expect, test } from 'vitest'
import { chiSquareTail } from './chi-square.ts'

test('critical values of the table (Abramowitz & Stegun 26.8) have their tail', () => {
  for (const [x, df, tail] of [
    [3.841_459, 1, 0.05],
    [6.634_897, 1, 0.01],
    [10.827_57, 1, 0.001],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
  ] as const) {
    expect(chiSquareTail(x, df)).toBeCloseTo(tail, 5)
  }
})

test('with two degrees of freedom it is exponential', () => {
  for (const x of [0.1, 1, 5, 40]) expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 11)
})

test('nothing observed has the whole tail', () => expect(chiSquareTail(0, 3)).toBe(1))
