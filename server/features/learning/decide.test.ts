/** Tests of what is said about estimates, in both languages. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../../testing/posts.ts'
import { estimateWhatAndWhen } from '../../../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { sayIn } from '../../say.ts'
import { decideLearning } from './decide.ts'
import type { Measured } from './measure.ts'

const measured = (posts: ReturnType<typeof makePosts>, change: Partial<Measured> = {}): Measured => ({
  metric: 'engagement-rate',
  unit: 'impression',
  timeZone: 'UTC',
  n: posts.slots.length,
  period: { from: '2026-01-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' },
  leftOut: [{ reason: 'young', n: 2 }],
  formats: ['photo', 'video'],
  accounts: 1,
  paidUnknown: 0,
  slotsTried: new Set(posts.slots).size,
  perWeek: 7,
  estimate: estimateWhatAndWhen(posts, createGenerator('decide'), { draws: 400 }),
  ...change,
})

const clear = decideLearning(
  measured(
    makePosts({ seed: 1, n: 400, formats: 2, slotEffect: (slot) => eveningBump(slot, 0.9), formatEffect: (format) => format * 0.6 }),
  ),
)
const flat = decideLearning(measured(makePosts({ seed: 6, n: 200, formats: 2 })))
const few = decideLearning(measured(makePosts({ seed: 1, n: 12 })))

describe('findings', () => {
  it('name at most three hours that are not neighbours, with gain, interval and n', () => {
    expect(clear.recommendation.kind).toBe('slots')
    const said = sayIn('en', clear.headline)
    expect(said).toMatch(/around (17|18|19|20|21):00/)
    expect(said).toMatch(/\+\d+%, 80% interval -?\d+ to \d+, 400 posts/)
    expect(sayIn('ar', clear.headline)).toMatch(/أفضل من متوسطك/)
  })

  it('call an hour clear only where the whole family passed its test', () => {
    expect(clear.slots.filter(({ strength }) => strength === 'clear').length).toBeGreaterThan(3)
    expect(flat.slots.filter(({ strength }) => strength === 'clear')).toEqual([])
  })

  it('say that there is not enough evidence to prefer any hour, and what chance alone would give', () => {
    expect(flat.recommendation.kind).toBe('no-better-slot')
    expect(sayIn('en', flat.headline)).toBe('Not enough evidence to prefer any hour (200 posts).')
    expect(sayIn('en', flat.recommendation.reason)).toMatch(/in 0\.\d\d of cases/)
    expect(sayIn('ar', flat.headline)).toBe('لا دليل يكفي لتفضيل ساعة على أخرى (المنشورات: 200).')
  })

  it('say how many posts are missing', () => {
    expect(few.recommendation).toMatchObject({ kind: 'too-little-data', have: 12, need: 20, unit: 'posts' })
    expect(sayIn('en', few.headline)).toContain('8 more will do')
    expect(sayIn('ar', few.headline)).toContain('ينقص 8 منشورات')
    expect(few.slots).toEqual([])
  })

  it('name the format that does better', () => {
    expect(sayIn('en', clear.formatFinding ?? { key: 'learning:formats.none', values: { n: 0 } })).toContain('“video”')
  })

  it('give a rate, its interval and n for each of 168 slots, Monday midnight first', () => {
    expect(clear.slots.length).toBe(168)
    expect(clear.slots[0]).toMatchObject({ weekday: 1, hour: 0 })
    expect(clear.slots[167]).toMatchObject({ weekday: 7, hour: 23 })
    for (const { mean, interval } of clear.slots) {
      expect(mean).toBeGreaterThan(interval[0])
      expect(mean).toBeLessThan(interval[1])
    }
  })

  it('every sentence can be said in both languages: no key is left standing', () => {
    const all = [clear, flat, few].flatMap(({ headline, recommendation, formatFinding, evidence }) => [
      headline,
      recommendation.reason,
      ...(formatFinding === null ? [] : [formatFinding]),
      evidence.method,
      ...evidence.leftOut.map(({ reason }) => reason),
      ...evidence.assumptions.map(({ words }) => words),
    ])
    for (const sentence of all)
      for (const language of ['en', 'ar'] as const) {
        expect(sayIn(language, sentence)).not.toContain('learning:')
        expect(sayIn(language, sentence)).not.toContain('{{')
      }
  })
})
