/** Held to reference values: outliers. */
import { describe, expect, it } from 'vitest'
import { findOutliers } from './find-outliers.ts'

describe('outliers', () => {
  it('call a lone spike an outlier and a new level none', () => {
    const series = Array.from({ length: 40 }, (_, i) => (i % 2) + (i < 20 ? 0 : 30))
    expect(findOutliers(series)).toEqual([])
    series[10] = 90
    expect(findOutliers(series)).toMatchObject([{ index: 10, value: 90 }])
    expect(() => findOutliers(series, { threshold: 0 })).toThrow(/threshold/)
  })
})
