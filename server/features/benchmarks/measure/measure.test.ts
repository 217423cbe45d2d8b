/** Measures of days that were made up, so that the right answer is known; and places of accounts that differ or do not. */
import { expect, test } from 'vitest'
import type { CompetitorDay } from '../../../../contract/benchmarks.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../../statistics/random/poisson.ts'
import { compareAccounts } from './compare.ts'
import { measureAccount } from './account.ts'
import { poolMeasure } from './pool.ts'

const dayOf = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
const to = dayOf(139)
const make = (name: string, { start = 5000, growth = 0.001, posts = 0.8, rate = 0.02, jump = 0 }): CompetitorDay[] => {
  const random = createGenerator(name)
  return Array.from({ length: 140 }, (_, i) => {
    const real = start * (1 + growth) ** i
    const made = drawPoisson(random, posts)
    return {
      day: dayOf(i),
      followers: Math.round(real + (i >= 70 ? jump : 0)) + drawPoisson(random, 2),
      posts: made,
      engagements: drawPoisson(random, made * rate * real),
    }
  })
}

test('measures hold what the days were made with', () => {
  const { followers, growth, engagement, frequency } = measureAccount(make('one', {}), to)
  expect(followers).toMatchObject({ kind: 'exact', day: to })
  const holds = (raw: typeof growth, truth: number) =>
    raw.kind === 'raw' && Math.abs(raw.estimate - truth) <= 3 * Math.sqrt(raw.variance) + 0.002
  expect(holds(growth, 30 * Math.log(1.001))).toBe(true)
  expect(holds(engagement, Math.log(0.02))).toBe(true)
  expect(holds(frequency, Math.log(0.8 * 7))).toBe(true)
})

test('what is missing is too little, never zero', () => {
  const few = make('one', {}).slice(0, 20)
  expect(measureAccount(few, dayOf(19)).growth).toEqual({ kind: 'too-little', have: 3, need: 4, unit: 'steps' })
  const bare = make('one', {}).map((day) => ({ ...day, posts: null, engagements: null }))
  expect(measureAccount(bare, to).engagement).toMatchObject({ kind: 'too-little', have: 0 })
  expect(measureAccount([], to).followers).toMatchObject({ kind: 'too-little', have: 0 })
  expect(poolMeasure('engagement', [measureAccount(bare, to).engagement]).rows).toEqual([null])
})

test('an account that posts far more has its place; equal ones are anywhere', () => {
  const raws = ['a', 'b', 'c', 'd'].map((name) => measureAccount(make(name, { posts: name === 'c' ? 4 : 0.8 }), to).frequency)
  const { pooled, rows } = poolMeasure('frequency', raws)
  expect([pooled, rows[2]?.place]).toMatchObject([true, { interval: [1, 1], among: 1, of: 4 }])
  expect(rows[0]?.place?.interval[1]).toBeGreaterThan(rows[0]?.place?.interval[0] ?? 9)
})

test('a lead that came in a jump without posts is told as such, and one that was always there as older', () => {
  const ours = make('us', {})
  const jumped = compareAccounts(ours, make('rival', { jump: 3000 }), to)
  expect(jumped.jumps).toHaveLength(1)
  expect(jumped.inJumps?.value).toBeGreaterThan(2500)
  expect(jumped.inJumps?.interval[0]).toBeLessThan(3000)
  expect(jumped.inJumps?.interval[1]).toBeGreaterThan(2900)
  const older = compareAccounts(ours, make('old', { start: 9000 }), to)
  expect(older.jumps).toEqual([])
  expect((older.shared?.leadThen ?? 0) / (older.lead ?? 1)).toBeGreaterThan(0.6)
  expect(compareAccounts(ours, [], to)).toMatchObject({ lead: null, shared: null, inJumps: null, frequency: null })
})
