/** Held to reference values: quantiles of a sample, with or without weights. */
import { describe, expect, it } from 'vitest'
import { quantile, weightedQuantile } from './quantile.ts'

const values = [3, 1, 4, 1, 5, 9, 2, 6]

describe('quantiles', () => {
  it('are numpy 2.4’s default (Hyndman & Fan 7)', () => {
    expect(quantile(values, 0.1)).toBeCloseTo(1, 14)
    expect(quantile(values, 0.5)).toBeCloseTo(3.5, 14)
    expect(quantile(values, 0.9)).toBeCloseTo(6.9, 14)
  })

  it('leave the data as it was and answer not a number of nothing', () => {
    quantile(values, 0.5)
    expect(values[0]).toBe(3)
    expect(quantile([], 0.5)).toBeNaN()
  })

  it('with weights count a heavy value as often as it weighs', () => {
    expect(weightedQuantile([10, 20, 30], [1, 1, 8], 0.5)).toBe(30)
    expect(weightedQuantile([30, 10, 20], [1, 1, 1], 0.5)).toBe(20)
  })
})
