/** Held to reference values: what and when: partial pooling over weekday × hour and formats, with drift, in one Gaussian model whose scales are learned. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../testing/posts.ts'
import { mean } from '../describe/mean.ts'
import { quantile } from '../describe/quantile.ts'
import { createGenerator } from '../random/generator.ts'
import { fitPosts } from './fit-posts.ts'

const column = (draws: Float64Array[], i: number) => draws.map((draw) => draw[i] as number)

describe('the fit', () => {
  it('recovers a planted evening, two formats and a level that fell on day 200', () => {
    const posts = makePosts({
      seed: 1,
      n: 500,
      formats: 2,
      slotEffect: (slot) => eveningBump(slot, 0.8),
      formatEffect: (format) => (format === 1 ? 0.6 : 0),
      dayEffect: (day) => (day > 200 ? -0.7 : 0),
    })
    const fit = fitPosts(posts, createGenerator(1), 400)
    const evening = mean(column(fit.slotGains, 24 + 19)) - mean(column(fit.slotGains, 24 + 7))
    expect(evening).toBeGreaterThan(0.5)
    expect(evening).toBeLessThan(1)
    expect(mean(column(fit.formatGains, 1)) - mean(column(fit.formatGains, 0))).toBeCloseTo(0.6, 0)
    // By hand: ln 0.04, down 0.7, half of the posts up 0.6, and the evening's average over the week, 0.8 × 0.209.
    expect(Math.abs(mean(column(fit.levels, 0)) - (Math.log(0.04) - 0.7 + 0.3 + 0.167))).toBeLessThan(0.15)
  })

  it('shrinks to nothing where no hour differs: every posterior mean is within 12%', () => {
    const fit = fitPosts(makePosts({ seed: 2, n: 300 }), createGenerator(1), 400)
    for (let slot = 0; slot < 168; slot++) expect(Math.abs(mean(column(fit.slotGains, slot)))).toBeLessThan(0.12)
  })

  it('covers the truth: of the 80% intervals of 12 planted weeks, 70 to 95% hold it', () => {
    let held = 0
    for (let week = 0; week < 12; week++) {
      const effect = (slot: number) => eveningBump(slot, 0.5, (week * 5) % 24) + (slot >= 120 ? 0.2 : 0)
      const posts = makePosts({ seed: `week ${week}`, n: 250, slotEffect: effect })
      const own = posts.slots.reduce((sum, slot) => sum + effect(slot) / 250, 0)
      const fit = fitPosts(posts, createGenerator(week), 300)
      for (let slot = 0; slot < 168; slot++) {
        const gains = column(fit.slotGains, slot)
        const truth = effect(slot) - own
        if (quantile(gains, 0.1) <= truth && truth <= quantile(gains, 0.9)) held++
      }
    }
    expect(held / 12 / 168).toBeGreaterThan(0.7)
    expect(held / 12 / 168).toBeLessThan(0.95)
  }, 30_000)

  it('gives the same draws for the same seed', () => {
    const posts = makePosts({ seed: 3, n: 60 })
    expect(fitPosts(posts, createGenerator(5), 20)).toEqual(fitPosts(posts, createGenerator(5), 20))
  })
})
