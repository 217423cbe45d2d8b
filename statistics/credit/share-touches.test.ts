/** Held to reference values: sharing over touches. */
import { describe, expect, it } from 'vitest'
import { small } from './testing/small-journeys.test-data.ts'
import { shareTouches } from './share-touches.ts'

const near = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12))
}

describe('sharing over touches', () => {
  it('gives by weight, whatever the scale of the weights', () => {
    const byPlace = (scale: number) => shareTouches(small, (position) => scale * (position + 1)).conversions
    near(byPlace(1), [0.5 + 0.4 + 1.2, 1 + 2, 1.5 + 1 + 0.8, 1.6])
    near(byPlace(7), [...byPlace(1)])
  })
})
