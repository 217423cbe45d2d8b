/** Held to reference values: what the next posts will earn, with intervals that keep their promise out of time (conformal). */
import { describe, expect, it } from 'vitest'
import { makePosts } from '../../testing/posts.ts'
import { createGenerator } from '../random/generator.ts'
import { fitPosts } from './fit-posts.ts'
import { predictionInterval, predictor, takePosts } from './predict-posts.ts'

describe('predictions', () => {
  it('treat a format or account that was never seen as an average one', () => {
    const predict = predictor(fitPosts(makePosts({ seed: 1, n: 80, formats: 2 }), createGenerator(1), 50))
    expect(predict(5, 9, 0)).toBeGreaterThan(Math.min(predict(5, 0, 0), predict(5, 1, 0)))
    expect(predict(5, 9, 0)).toBeLessThan(Math.max(predict(5, 0, 0), predict(5, 1, 0)))
    expect(predict(5, 0, 7)).toBeCloseTo(predict(5, 0, 0), 10)
  })

  it('hold 80% of what comes next, out of time, within 74 to 86% over 14 brands whose level drifts slowly', () => {
    let held = 0
    let asked = 0
    for (let brand = 0; brand < 14; brand++) {
      const posts = makePosts({ seed: `brand ${brand}`, n: 250, dayEffect: (day) => Math.sin((day + brand * 40) / 90) / 3, noise: 0.6 })
      const past = takePosts(
        posts,
        Array.from({ length: 200 }, (_, i) => i),
      )
      const predict = predictor(fitPosts(past, createGenerator(brand), 60))
      const { lower, upper } = predictionInterval(past, createGenerator(brand))
      for (let i = 200; i < 250; i++) {
        const error = Math.log(((posts.counts[i] as number) + 0.5) / 1000) - predict(posts.slots[i] as number, 0, 0)
        if (lower <= error && error <= upper) held++
        asked++
      }
    }
    expect(held / asked).toBeGreaterThan(0.74)
    expect(held / asked).toBeLessThan(0.86)
  }, 30_000)

  it('count the past predictions they were learned from, and widen with the level', () => {
    const posts = makePosts({ seed: 2, n: 100 })
    const narrow = predictionInterval(posts, createGenerator(1), 0.5)
    const wide = predictionInterval(posts, createGenerator(1), 0.9)
    expect(narrow.n).toBe(70)
    expect(wide.upper - wide.lower).toBeGreaterThan(narrow.upper - narrow.lower)
  })
})
