/** Posts explain growth only with clearly more engagement, and enough of it. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { weighEngagement } from './jump-engagement.ts'

const draw = (factor: number) => {
  const generator = createGenerator('posts')
  const days = Array.from({ length: 120 }, (_, i) => i)
  return {
    account: 'a',
    days,
    followers: days.map(() => 10_000),
    posts: days.map(() => 1),
    engagements: days.map((day) => Math.round(200 * Math.exp(0.3 * drawNormal(generator)) * (day > 80 && day <= 84 ? factor : 1))),
  }
}

describe('engagement around a jump', () => {
  it('ten times the usual for four days explains two thousand followers', () => {
    const found = weighEngagement(draw(10), 80, 84, 2000)
    expect(found.explained).toBeGreaterThan(0.95)
    expect(found.perFollower).toBeGreaterThan(3)
    expect(found.posts).toBe(4)
  })

  it('the usual explains nothing, however few followers came', () => {
    expect(weighEngagement(draw(1), 80, 84, 2000).explained).toBeLessThan(0.01)
    expect(weighEngagement(draw(1), 80, 84, 10).explained).toBeLessThan(0.2)
  })

  it('explains less the more followers it has to account for', () => {
    const chances = [500, 5000, 50_000, 500_000].map((gained) => weighEngagement(draw(3), 80, 84, gained).explained as number)
    expect(chances).toEqual(chances.toSorted((a, b) => b - a))
    expect(chances.at(-1)).toBeLessThan(0.1)
  })

  it('that is not known, or known for a few days only, answers null', () => {
    const { engagements: _, ...without } = draw(3)
    expect(weighEngagement(without, 80, 84, 100).explained).toBeNull()
    expect(weighEngagement({ account: 'a', days: [1, 2], followers: [1, 2], engagements: [3, 4] }, 1, 2, 1).explained).toBeNull()
  })
})
