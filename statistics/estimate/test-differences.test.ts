/** Held to reference values: do slots, or formats, differ at all? A permutation test, so that chance alone gives a finding no more often than stated. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts, type PostArrays } from '../../testing/posts.ts'
import { createGenerator } from '../random/generator.ts'
import { layOutPosts } from './post-layout.ts'
import { testFormats, testSlots } from './test-differences.ts'

const slotP = (posts: PostArrays) => testSlots(posts, layOutPosts(posts), createGenerator('slots'), 199)
const formatP = (posts: PostArrays) => testFormats(posts, layOutPosts(posts), createGenerator('formats'), 199)

describe('the tests of differences', () => {
  it('see a planted evening and a planted format', () => {
    const posts = makePosts({
      seed: 1,
      n: 300,
      formats: 3,
      slotEffect: (slot) => eveningBump(slot, 0.8),
      formatEffect: (format) => (format === 2 ? 0.5 : 0),
    })
    expect(slotP(posts)).toBeLessThan(0.02)
    expect(formatP(posts)).toBeLessThan(0.02)
  })

  it('cry wolf about as often as they say: of 120 brands without any difference, at most 12 fall below 5%, for slots and for formats', () => {
    const brands = Array.from({ length: 120 }, (_, seed) =>
      makePosts({ seed, n: 90, formats: 3, dayEffect: (day) => Math.sin(day / 15) / 2 }),
    )
    expect(brands.filter((posts) => slotP(posts) <= 0.05).length).toBeLessThanOrEqual(12)
    expect(brands.filter((posts) => formatP(posts) <= 0.05).length).toBeLessThanOrEqual(12)
  }, 30_000)

  it('do not take a level that drifts for an hour: posts moved from morning to evening while everything grew', () => {
    const moved = (seed: number) => {
      const posts = makePosts({ seed, n: 240, dayEffect: (day) => day / 120, slotOf: (u) => 24 * Math.floor(u * 7) + 9 })
      posts.slots = posts.slots.map((slot, i) => (i > 120 ? slot + 10 : slot))
      return posts
    }
    expect(Array.from({ length: 10 }, (_, seed) => slotP(moved(seed))).filter((p) => p <= 0.05).length).toBeLessThanOrEqual(2)
  }, 30_000)

  it('have nothing to say about a single format', () => {
    expect(formatP(makePosts({ seed: 1, n: 40 }))).toBe(1)
  })
})
