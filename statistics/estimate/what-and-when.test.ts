/** Held to reference values: what to post and when: every slot of the week and every format with its interval, and whether any of it can be told apart from chance. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../testing/posts.ts'
import { createGenerator } from '../random/generator.ts'
import { estimateWhatAndWhen, familyAlpha, type WhatAndWhen } from './what-and-when.ts'

const estimate = (posts: ReturnType<typeof makePosts>) => estimateWhatAndWhen(posts, createGenerator('test'), { draws: 400 })

describe('what and when', () => {
  it('names a planted evening and nothing far from it', () => {
    const found = estimate(makePosts({ seed: 1, n: 400, slotEffect: (slot) => eveningBump(slot, 0.9) })) as WhatAndWhen
    expect(found.bestSlots.length).toBeGreaterThan(3)
    for (const slot of found.bestSlots.slice(0, 5)) expect(Math.abs((slot % 24) - 19)).toBeLessThanOrEqual(3)
    expect(found.bestGain?.interval[0]).toBeGreaterThan(0)
    const evening = found.slots[2 * 24 + 19]
    expect(evening?.rateInterval[0]).toBeGreaterThan(found.average.rate)
  })

  it('prefers no hour where none is better', () => {
    const found = estimate(makePosts({ seed: 6, n: 200 })) as WhatAndWhen
    expect(found.slotP).toBeGreaterThan(familyAlpha)
    expect(found.bestSlots).toEqual([])
    expect(found.bestGain).toBeNull()
  })

  it('answers that nineteen posts are too few, and that twenty would do', () => {
    expect(estimate(makePosts({ seed: 3, n: 19 }))).toEqual({ kind: 'too-little-data', have: 19, need: 20, unit: 'posts' })
    expect(estimate(makePosts({ seed: 3, n: 20 })).kind).toBe('estimate')
  })

  it('finds a pillar that does better beside formats and hours, and none where labels are chance', () => {
    const posts = makePosts({ seed: 11, n: 300, formats: 2, slotEffect: (slot) => eveningBump(slot, 0.4) })
    const pillars = posts.counts.map((_, i) => (i * 7) % 3)
    const lifted = { ...posts, counts: posts.counts.map((count, i) => Math.round(count * (pillars[i] === 1 ? Math.exp(0.6) : 1))) }
    const found = estimateWhatAndWhen({ ...lifted, pillars }, createGenerator('test'), { draws: 400, predict: false }) as WhatAndWhen
    // The effect 0.6 over the average of three equally used pillars: 0.6 · 2/3.
    expect(Math.abs((found.pillars[1]?.gain ?? 0) - 0.4)).toBeLessThan(0.12)
    expect(found.pillars[1]?.gainInterval[0]).toBeGreaterThan(0.2)
    expect(found.bestPillars).toEqual([1])
    const chance = estimateWhatAndWhen({ ...posts, pillars }, createGenerator('test'), { draws: 400, predict: false }) as WhatAndWhen
    expect(chance.pillarP).toBeGreaterThan(familyAlpha)
    expect(chance.bestPillars).toEqual([])
  })

  it('says nothing of pillars that are not told', () => {
    const found = estimate(makePosts({ seed: 6, n: 60 })) as WhatAndWhen
    expect(found).toMatchObject({ pillars: [], pillarP: 1, bestPillars: [] })
  })

  it('puts every value inside its interval', () => {
    const found = estimate(makePosts({ seed: 4, n: 120, formats: 3 })) as WhatAndWhen
    for (const { rate, rateInterval, gain, gainInterval } of [...found.slots, ...found.formats]) {
      expect(rate).toBeGreaterThan(rateInterval[0])
      expect(rate).toBeLessThan(rateInterval[1])
      expect(gain).toBeGreaterThanOrEqual(gainInterval[0])
      expect(gain).toBeLessThanOrEqual(gainInterval[1])
    }
  })

  it('stays calm when all posts earned nothing, and when all stand in one slot', () => {
    const silent = makePosts({ seed: 5, n: 40 })
    silent.counts.fill(0)
    expect((estimate(silent) as WhatAndWhen).bestSlots).toEqual([])
    expect((estimate(makePosts({ seed: 5, n: 40, slotOf: () => 33 })) as WhatAndWhen).bestSlots).toEqual([])
  })
})
