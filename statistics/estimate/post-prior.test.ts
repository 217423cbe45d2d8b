/** Held to reference values: what the model of posts believes before it sees the data: how far levels drift, and how far formats and slots differ. */
import { describe, expect, it } from 'vitest'
import { makePosts } from '../../testing/posts.ts'
import { formatOffset, restCount } from './post-equations.ts'
import { layOutPosts } from './post-layout.ts'
import { restPrecision, slotPrecision } from './post-prior.ts'
import { slotFeatures } from './slot-features.ts'

const scales = { drift: 0.1, burst: 0.2, format: 0.5, pillar: 0.3, hour: 0.25, day: 0.1, both: 0 }

describe('the prior', () => {
  const layout = layOutPosts(makePosts({ seed: 1, n: 60, formats: 2 }))
  const rest = restCount(layout)
  const precision = restPrecision(layout, scales)

  it('is symmetric and lets levels walk at random: rows of the walk sum to the weak pull alone', () => {
    for (let level = 0; level < layout.levels; level++) {
      let sum = 0
      for (let other = 0; other < layout.levels; other++) {
        sum += precision[level * rest + other] as number
        expect(precision[level * rest + other]).toBe(precision[other * rest + level])
      }
      expect(sum).toBeCloseTo(1 / 900, 8)
    }
  })

  it('gives a format the precision 1 / scale²', () => {
    expect(precision[formatOffset(layout) * rest + formatOffset(layout)]).toBeCloseTo(4, 12)
  })

  it('ties features of a group that does not differ to zero', () => {
    const features = slotFeatures()
    const slots = slotPrecision(features, scales)
    features.groups.forEach((group, f) => expect(slots[f]).toBeCloseTo(group === 'hour' ? 16 : group === 'day' ? 100 : 1e9, 3))
  })
})
