/** Capacity and cost in numbers: ranges that hold as often as they say, weeks that are counted once, groups that are drawn together. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../../../statistics/distributions/normal.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { divide, fewestPosts, logMeanOf, poolGroups, sumWithInterval, toEstimate } from './earned.ts'
import { assumedHours, measurePieceHours, sumHours } from './hours.ts'
import { measureHabit, measureWeeks, type WeekInput } from './weeks.ts'

const generator = createGenerator('creative')
const normal = () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, generator.uniform())))

test('the range of the next piece holds it about four times in five, with as few as six logged pieces', () => {
  let held = 0
  const worlds = 2000
  for (let world = 0; world < worlds; world++) {
    const draw = () => Math.exp(0.8 + 0.5 * normal())
    const { interval, source } = measurePieceHours(Array.from({ length: 6 }, draw), undefined, 'photo')
    expect(source).toBe('logged')
    const next = draw()
    if (interval[0] <= next && next <= interval[1]) held += 1
  }
  expect(held / worlds).toBeGreaterThan(0.77)
  expect(held / worlds).toBeLessThan(0.83)
})

test('the range of ten pieces together holds their sum at least as often as it says, and is narrower than ten times one', () => {
  let held = 0
  const worlds = 1000
  for (let world = 0; world < worlds; world++) {
    const draw = () => Math.exp(0.8 + 0.5 * normal())
    const of = measurePieceHours(Array.from({ length: 12 }, draw), undefined, 'photo')
    const { interval } = sumHours([{ of, count: 10, countDeviation: 0, done: 0 }])
    expect(interval[1] - interval[0]).toBeLessThan(10 * (of.interval[1] - of.interval[0]))
    const sum = Array.from({ length: 10 }, draw).reduce((total, one) => total + one, 0)
    if (interval[0] <= sum && sum <= interval[1]) held += 1
  }
  expect(held / worlds).toBeGreaterThan(0.76)
  expect(held / worlds).toBeLessThan(0.9)
})

test('what is expected is wrong for all pieces alike, so that many pieces are no surer than one', () => {
  const of = measurePieceHours([], { low: 1, likely: 2, high: 4 }, 'photo')
  expect(of).toMatchObject({ source: 'expected', n: 0, interval: [1, 4] })
  const relative = (count: number) => {
    const { value, interval } = sumHours([{ of, count, countDeviation: 0, done: 0 }])
    return (interval[1] - interval[0]) / value
  }
  expect(relative(20)).toBeCloseTo(relative(1), 10)
  expect(measurePieceHours([1, 2], undefined, 'video')).toMatchObject({
    source: 'assumed',
    interval: [assumedHours.video.low, assumedHours.video.high],
  })
})

test('hours done are taken off, and a sum is never below zero', () => {
  const of = measurePieceHours([], undefined, 'photo')
  fc.assert(
    fc.property(fc.nat(30), fc.double({ min: 0, max: 100, noNaN: true }), (count, done) => {
      const { value, interval } = sumHours([{ of, count, countDeviation: 0, done }])
      expect(value).toBeCloseTo(Math.max(0, of.mean * count - done), 8)
      expect(interval[0]).toBeGreaterThanOrEqual(0)
      expect(interval[0]).toBeLessThanOrEqual(interval[1])
    }),
  )
})

describe('weeks', () => {
  const person = { id: 'p', userId: null, email: null, language: 'en' as const, rate: null, note: '', removed: false, skills: [] }
  const input: WeekInput = {
    today: '2026-03-11',
    weekStartsOn: 1,
    weeks: 3,
    people: [
      { ...person, name: 'A', place: 'in-house', hoursPerWeek: 7, away: [{ from: '2026-03-16', to: '2026-03-22' }] },
      { ...person, name: 'B', place: 'outside', hoursPerWeek: 14, away: [] },
    ],
    pieces: [
      { id: '1', title: 'late', format: 'photo', dueOn: '2026-03-01', expectedHours: null, loggedHours: 0, personName: null },
      { id: '2', title: 'next', format: 'photo', dueOn: '2026-03-18', expectedHours: 3, loggedHours: 1, personName: null },
      { id: '3', title: 'undated', format: 'photo', dueOn: null, expectedHours: null, loggedHours: 0, personName: null },
    ],
    cadence: { source: 'past', perWeek: 3, deviation: 1, mix: [{ format: 'text', share: 1 }] },
    planned: ['2026-03-17', '2026-03-24', '2026-03-25', '2026-03-26', '2026-03-27'],
    hoursOf: (format) => measurePieceHours([], undefined, format),
  }
  const weeks = measureWeeks(input)
  test('of this week only the days that are left count, and days away count for nothing', () => {
    expect(weeks.map(({ starts }) => starts)).toEqual(['2026-03-09', '2026-03-16', '2026-03-23'])
    expect(weeks.map(({ inHouse }) => inHouse)).toEqual([5, 0, 7])
    expect(weeks.map(({ outside }) => outside)).toEqual([10, 14, 14])
  })
  test('what is late is due now, what has no day is in no week, and what is planned or briefed is not counted again', () => {
    expect(weeks[0]?.rows.map(({ title }) => title)).toEqual(['late', null])
    // Three a week are meant; one is planned, one is briefed: one is missing.
    expect(weeks[1]?.rows).toMatchObject([
      { title: 'next', hours: 2 },
      { title: null, count: 1 },
    ])
    expect(weeks[2]?.needed).toEqual({ value: 0, interval: [0, 0] })
  })
  test('a habit needs four whole weeks, counts weeks without a post, and leaves this week out', () => {
    const days = ['2026-01-12', '2026-02-10', '2026-02-12', '2026-03-03', '2026-03-10']
    const posts = days.map((day) => ({ day, format: 'photo' as const }))
    expect(measureHabit(posts, '2026-03-11', 1)).toMatchObject({ perWeek: 4 / 8, mix: [{ format: 'photo', share: 1 }] })
    expect(measureHabit(posts.slice(3), '2026-03-11', 1)).toBeNull()
    expect(measureHabit([], '2026-03-11', 1)).toBeNull()
  })
})

test('groups with little are drawn further towards the others than groups with much, and too few posts are no group', () => {
  const make = (center: number, n: number) =>
    Array.from({ length: n }, (_, index) => Math.round(Math.exp(center + 0.4 * Math.sin(index * 2.3))))
  const [small, large, other, , few] = poolGroups([make(5, 5), make(5, 200), make(3, 40), make(4, 40), make(5, fewestPosts - 1)])
  expect(few).toBeNull()
  const own = (center: number, n: number) => make(center, n).reduce((sum, value) => sum + Math.log1p(value), 0) / n
  const pulled = (of: typeof small, center: number, n: number) => Math.abs((of?.mean ?? 0) - own(center, n))
  expect(pulled(small ?? null, 5, 5)).toBeGreaterThan(pulled(large ?? null, 5, 200))
  expect(other?.mean).toBeLessThan(large?.mean ?? 0)
})

test('pooled intervals hold the truth about four times in five', () => {
  let [held, all] = [0, 0]
  for (let world = 0; world < 600; world++) {
    const truths = Array.from({ length: 5 }, () => 4 + 0.4 * normal())
    const groups = truths.map((truth, index) => Array.from({ length: 6 + 6 * index }, () => Math.exp(truth + 0.7 * normal())))
    for (const [index, found] of poolGroups(groups).entries()) {
      if (found === null) continue
      const { interval } = toEstimate(found, 1)
      const truth = Math.exp(truths[index] ?? 0)
      all += 1
      if (interval[0] <= truth && truth <= interval[1]) held += 1
    }
  }
  expect(held / all).toBeGreaterThan(0.74)
  expect(held / all).toBeLessThan(0.86)
})

test('per hour is one divided by the other, and never surer than either', () => {
  const above = logMeanOf([10, 20, 30, 40, 50, 60])
  const below = logMeanOf([1, 2, 1.5, 2.5, 2])
  if (above === null || below === null) throw new Error('enough was given')
  const ratio = divide(above, below)
  expect(ratio.mean).toBeCloseTo(above.mean - below.mean, 12)
  expect(ratio.variance).toBeGreaterThan(Math.max(above.variance, below.variance))
  expect(logMeanOf([1, 2, 3])).toBeNull()
})

test('what posts brought together keeps its 80% about four times in five, and nothing seen is not surely nothing', () => {
  expect(sumWithInterval([0, 0, 0, 0, 0], true)).toEqual({ value: 0, interval: [0, expect.closeTo(1.609, 3)], level: 0.8, n: 5 })
  expect(sumWithInterval([4, 4, 4], false)).toMatchObject({ value: 12, interval: [12, 12], n: 3 })
  let held = 0
  const worlds = 400
  // Sales of 40 posts, most of them none.
  for (let world = 0; world < worlds; world++) {
    const { interval } = sumWithInterval(
      Array.from({ length: 40 }, () => (generator.uniform() < 0.3 ? 1 + Math.floor(4 * generator.uniform()) : 0)),
      true,
    )
    // 0.3 × 2.5 a post.
    if (interval[0] <= 30 && 30 <= interval[1]) held += 1
  }
  expect(held / worlds).toBeGreaterThan(0.72)
  expect(held / worlds).toBeLessThan(0.88)
})
