/** Held to reference values: F1 and covering. */
import { describe, expect, it } from 'vitest'
import { scoreCovering, scoreF1 } from './score-changes.ts'

describe('the scores of the Turing benchmark', () => {
  it('give its two examples', () => {
    expect(scoreF1([[], [10], [50]], [10])).toBeCloseTo(0.9090909, 7)
    expect(scoreCovering([[10, 20], [10], [0, 5]], [10, 20], 45)).toBeCloseTo(0.7962963, 7)
  })
  it('are one for complete agreement and fall with a mark missed', () => {
    expect(scoreF1([[10]], [14])).toBe(1)
    expect(scoreF1([[10]], [16])).toBeLessThan(1)
    expect(scoreCovering([[10]], [10], 30)).toBe(1)
  })
})
