/** Held to reference values: turns counts into log rates with honest weights, and tames the few wild posts that would otherwise decide everything. */
import { describe, expect, it } from 'vitest'
import { makePosts } from '../../testing/posts.ts'
import { layOutPosts } from './post-layout.ts'
import { prepareOutcomes } from './post-outcomes.ts'
import { slotFeatures } from './slot-features.ts'

const prepare = (posts: ReturnType<typeof makePosts>) => prepareOutcomes(posts, layOutPosts(posts), slotFeatures())

describe('outcomes', () => {
  it('find the noise between posts beside the noise of counting', () => {
    const { noise } = prepare(makePosts({ seed: 1, n: 600, noise: 0.5, exposure: 1000, rate: 0.01 }))
    expect(noise).toBeGreaterThan(0.4)
    expect(noise).toBeLessThan(0.6)
  })

  it('draw one wild post in, and leave the others nearly where they were', () => {
    const posts = makePosts({ seed: 2, n: 200 })
    const calm = prepare(posts)
    posts.counts[77] = 1e6
    const wild = prepare(posts)
    const fitted = (outcomes: typeof calm, i: number) => (outcomes.values[i] as number) * outcomes.noise + outcomes.centre
    expect(fitted(wild, 77)).toBeLessThan(Math.log(1000))
    expect(Math.abs(fitted(wild, 20) - fitted(calm, 20))).toBeLessThan(0.2)
    expect(wild.tamed).toBeGreaterThan(0)
  })

  it('trust a post with few counts less than one with many', () => {
    const posts = makePosts({ seed: 3, n: 100, noise: 0.3 })
    posts.exposures[5] = 20
    posts.counts[5] = 1
    const { weights } = prepare(posts)
    expect(weights[5] as number).toBeLessThan(0.3)
    expect(weights[6] as number).toBeGreaterThan(0.6)
  })
})
