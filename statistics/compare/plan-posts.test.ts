/** The duration of an experiment on posts, held to Cohen’s tables and to what really happens. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { assignPosts } from './assign-posts.ts'
import { comparePosts } from './compare-posts.ts'
import { type PostPlanOptions, planPosts } from './plan-posts.ts'
import { simulatePosts } from './testing/simulate-posts.test-data.ts'

const weeks = (count: number) => Array.from({ length: 7 * count }, (_, day) => day % 7)
const generator = createGenerator('history')
const blocks = weeks(26)
const history = { counts: blocks.map((block) => 1e6 * Math.exp(0.3 * block + drawNormal(generator, 0, 0.7))), blocks }
const planned = (options: PostPlanOptions, past: Parameters<typeof planPosts>[0] = history) => {
  const answer = planPosts(past, options)
  if (answer.kind !== 'duration') throw new Error('expected a duration')
  return answer
}

test('effects of 0.2, 0.5, 0.8 and 1 standard deviations need Cohen’s 394, 64, 26 and 17 posts an arm (1988, table 2.4.1)', () => {
  const alike = { ...history, blocks: blocks.map(() => 0) }
  const { noise } = planned({ postsPerWeek: 7, ratio: 2 }, alike)
  const needs = [0.2, 0.5, 0.8, 1].map((d) => planned({ postsPerWeek: 7, ratio: Math.exp(d * noise) }, alike).postsPerArm)
  // The four degrees of drift cost two posts an arm; the approximation may be one above the table.
  needs.forEach((need, i) => expect([0, 1]).toContain(need - 2 - ([394, 64, 26, 17][i] ?? 0)))
})

test('the noise of the past is found, with an interval that holds it', () => {
  const { noise, noiseInterval, n } = planned({ postsPerWeek: 7, ratio: 1.5 })
  expect(n).toBe(182)
  expect(Math.abs(noise - 0.7)).toBeLessThan(0.1)
  expect(noiseInterval[0]).toBeLessThan(0.7)
  expect(noiseInterval[1]).toBeGreaterThan(0.7)
})

test('half as many posts take twice the weeks, lost posts take more, three arms more, a loss as long as the gain it mirrors', () => {
  const plain = planned({ postsPerWeek: 14, ratio: 1.3 })
  expect(Math.abs(planned({ postsPerWeek: 7, ratio: 1.3 }).weeks - 2 * plain.weeks)).toBeLessThanOrEqual(1)
  expect(planned({ postsPerWeek: 14, ratio: 1.3, lost: 0.3 }).weeks).toBeGreaterThan(plain.weeks)
  expect(planned({ postsPerWeek: 14, ratio: 1.3, arms: 3 }).weeks).toBeGreaterThan(1.5 * plain.weeks)
  expect(planned({ postsPerWeek: 14, ratio: 1 / 1.3 }).weeks).toBe(plain.weeks)
  expect(plain.weeksInterval[0]).toBeLessThanOrEqual(plain.weeks)
  expect(plain.weeksInterval[1]).toBeGreaterThanOrEqual(plain.weeks)
})

test('power grows with the weeks, the smallest visible effect shrinks, and both meet at the planned end', () => {
  const { byWeeks, postsPerArm } = planned({ postsPerWeek: 7, ratio: 1.5 })
  byWeeks.slice(1).forEach((row, i) => {
    expect(row.power).toBeGreaterThanOrEqual(byWeeks[i]?.power ?? 1)
    if (row.smallestRatio !== null) expect(row.smallestRatio).toBeLessThanOrEqual(byWeeks[i]?.smallestRatio ?? 1e9)
  })
  for (const row of byWeeks) if (row.postsPerArm > postsPerArm) expect(row.power).toBeGreaterThan(0.8)
  expect(byWeeks[0]).toMatchObject({ power: 0, smallestRatio: null })
})

test('experiments of the planned length see the planned effect about four times in five', () => {
  const rounds = 200
  let seen = 0
  for (let round = 0; round < rounds; round++) {
    const past = simulatePosts(
      createGenerator(`past/${round}`),
      blocks,
      blocks.map(() => 0),
      [1],
    )
    const { weeks: length } = planned({ postsPerWeek: 7, ratio: 2, lost: 0.1 }, { ...past, blocks })
    const own = weeks(length)
    const plan = assignPosts({ blocks: own, arms: 2 }, round)
    const future = simulatePosts(createGenerator(`future/${round}`), own, plan.arms, [1, 2])
    const answer = comparePosts({ ...plan, blocks: own, ...future }, createGenerator(round), { draws: 399 })
    if (answer.kind === 'comparison' && (answer.comparisons[0]?.p ?? 1) <= 0.05) seen++
  }
  // Three standard errors of the simulation.
  expect(Math.abs(seen / rounds - 0.8)).toBeLessThan(3 * Math.sqrt((0.8 * 0.2) / rounds))
})

test('a short or constant past is too little; no effect, no posts and bad shares are refused', () => {
  expect(planPosts({ counts: [1, 2, 3], blocks: [0, 1, 2] }, { postsPerWeek: 7, ratio: 1.2 })).toMatchObject({
    kind: 'too-little-data',
    have: 3,
    need: 20,
  })
  expect(planPosts({ counts: weeks(5).map(() => 8), blocks: weeks(5) }, { postsPerWeek: 7, ratio: 1.2 })).toMatchObject({ unit: 'spread' })
  expect(() => planPosts(history, { postsPerWeek: 7, ratio: 1 })).toThrow('the effect is a factor')
  expect(() => planPosts(history, { postsPerWeek: 0, ratio: 1.2 })).toThrow('posts every week')
  expect(() => planPosts(history, { postsPerWeek: 7, ratio: 1.2, lost: 1 })).toThrow('the share of lost posts')
})
