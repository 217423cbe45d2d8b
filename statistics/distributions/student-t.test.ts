/** Student's t against published tables. */
import { expect, test } from 'vitest'
import { incompleteBeta, studentCumulative, studentQuantile } from './student-t.ts'

test('quantiles equal the table (Abramowitz & Stegun, table 26.10)', () => {
  for (const [p, df, t] of [
    [0.9, 1, 3.078],
    [0.975, 1, 12.706],
    [0.95, 5, 2.015],
    [0.975, 10, 2.228],
    [0.9, 30, 1.31],
    [0.995, 120, 2.617],
  ] as const) {
    expect(studentQuantile(p, df)).toBeCloseTo(t, 3)
  }
})

test('with one degree of freedom it is the Cauchy distribution', () => {
  for (const t of [-3, -0.2, 0, 1, 40]) expect(studentCumulative(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12)
})

test('quantile and cumulative undo each other, in the tails and with fractions of a degree', () => {
  for (const df of [1.3, 2, 7.77, 50, 1e5]) {
    for (const p of [1e-5, 0.025, 0.4, 0.5, 0.9, 0.9999]) expect(studentCumulative(studentQuantile(p, df), df)).toBeCloseTo(p, 10)
  }
})

test('the incomplete beta function has its closed forms', () => {
  for (const x of [0.01, 0.3, 0.77]) {
    expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 13)
    expect(incompleteBeta(x, 2, 3)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 13)
  }
})

test('a probability outside (0, 1) is refused', () => {
  expect(() => studentQuantile(1, 5)).toThrow(RangeError)
})
