/** Tests of how a brand's posts are made comparable before anything is estimated. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../../testing/posts.ts'
import { engagementsOf, type LearningRow, measureLearning } from './measure.ts'

const hourMs = 3_600_000
const start = Date.parse('2026-01-05T00:00:00Z')

/** Posts with an evening in UTC, one a day from Monday 5 January 2026 on. */
const makeRows = (n: number, change: (row: LearningRow, i: number) => Partial<LearningRow> = () => ({}), height = 0.9): LearningRow[] => {
  const posts = makePosts({ seed: 'rows', n, slotEffect: (slot) => eveningBump(slot, height) })
  return posts.slots.map((slot, i) => {
    const row: LearningRow = {
      id: `post ${i}`,
      accountId: 'a',
      publishedAt: new Date(start + (Math.floor(i / 7) * 168 + slot) * hourMs).toISOString(),
      timeKnown: true,
      format: i % 2 === 0 ? 'photo' : 'video',
      paid: false,
      ageHours: 900,
      engagements: posts.counts[i] as number,
      impressions: 1000,
      reach: null,
      views: null,
      followers: 5000,
    }
    return { ...row, ...change(row, i) }
  })
}

const measure = (rows: LearningRow[], timeZone = 'UTC') => measureLearning(rows, { metric: 'engagement-rate', timeZone })

describe('measuring', () => {
  it('finds the planted evening in the brand’s own zone: 19:00 UTC is 22:00 in Riyadh', () => {
    const { estimate } = measure(makeRows(300), 'Asia/Riyadh')
    expect(estimate.kind).toBe('estimate')
    const best = estimate.kind === 'estimate' ? (estimate.bestSlots[0] ?? -1) : -1
    expect(Math.abs((best % 24) - 22)).toBeLessThanOrEqual(2)
  })

  it('leaves out what cannot be compared and says how many and why', () => {
    const rows = makeRows(60, (_, i) =>
      i === 0 ? { ageHours: 3 } : i === 1 ? { timeKnown: false } : i === 2 ? { engagements: null } : i === 3 ? { impressions: null } : {},
    )
    const measured = measure(rows)
    expect(measured.leftOut).toEqual([
      { reason: 'young', n: 1 },
      { reason: 'no-hour', n: 1 },
      { reason: 'no-outcome', n: 1 },
      { reason: 'no-exposure', n: 1 },
    ])
    expect(measured.n).toBe(56)
  })

  it('takes reach, then followers, then nothing where impressions are missing, and says which', () => {
    expect(measure(makeRows(30)).unit).toBe('impression')
    expect(measure(makeRows(30, () => ({ impressions: null, reach: 800 }))).unit).toBe('reach')
    expect(measure(makeRows(30, () => ({ impressions: null }))).unit).toBe('follower')
    expect(measure(makeRows(30, () => ({ impressions: null, followers: null }))).unit).toBe('post')
  })

  it('answers too little data below twenty posts that can be used', () => {
    const { estimate } = measure(makeRows(25, (_, i) => (i < 6 ? { ageHours: 1 } : {})))
    expect(estimate).toEqual({ kind: 'too-little-data', have: 19, need: 20, unit: 'posts' })
  })

  it('does not depend on the order of the rows', () => {
    const rows = makeRows(40)
    expect(measure(rows.toReversed())).toEqual(measure(rows))
  })

  it('adds up the parts of engagement where a network gives only these, and keeps missing missing', () => {
    const numbers: Record<string, number> = { reactions: 10, comments: 3 }
    expect(engagementsOf((metric) => numbers[metric] ?? null)).toBe(13)
    expect(engagementsOf((metric) => (metric === 'comments' ? 3 : null))).toBeNull()
    expect(engagementsOf((metric) => (metric === 'engagements' ? 50 : 1))).toBe(50)
  })
})
