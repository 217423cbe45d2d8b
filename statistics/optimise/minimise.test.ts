/** Held to known minima. */
import { describe, expect, it } from 'vitest'
import { minimise } from './minimise.ts'

describe('the downhill simplex', () => {
  it('finds the bottom of Rosenbrock’s valley at (1, 1)', () => {
    const { at, value } = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], {
      mostCalls: 2000,
      tolerance: 1e-14,
    })
    expect([at[0], at[1]]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)])
    expect(value).toBeLessThan(1e-10)
  })
  it('finds Powell’s minimum at the origin in four variables', () => {
    const powell = ([a = 0, b = 0, c = 0, d = 0]: ArrayLike<number> & Iterable<number>) =>
      (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4
    expect(minimise(powell, [3, -1, 0, 1], { mostCalls: 4000, tolerance: 1e-16 }).value).toBeLessThan(1e-8)
  })
  it('passes over places where the function has no value, in one variable too', () => {
    const { at } = minimise(([x = 0]) => (x < 0 ? Number.NaN : (x - 2) ** 2), [0.5])
    expect(at[0]).toBeCloseTo(2, 3)
  })
  it('stops when it has asked often enough, and needs a variable', () => {
    expect(minimise(([x = 0]) => -x, [0], { mostCalls: 50 }).calls).toBeLessThanOrEqual(55)
    expect(() => minimise(() => 0, [])).toThrow(RangeError)
  })
})
