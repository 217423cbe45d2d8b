/** The result of an experiment on posts: right by hand where nothing but the arm differs, honest on heavy-tailed brands, silent on too little (the draws: redraw-arms.test.ts). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { assignPosts } from './assign-posts.ts'
import { comparePosts, type PostExperiment } from './compare-posts.ts'
import { simulatePosts } from './testing/simulate-posts.test-data.ts'

const weeks = (count: number) => Array.from({ length: 7 * count }, (_, day) => day % 7)
const compare = (experiment: PostExperiment, draws = 999) => comparePosts(experiment, createGenerator('analysis'), { draws })
const compared = (experiment: PostExperiment, draws = 999) => {
  const answer = compare(experiment, draws)
  if (answer.kind !== 'comparison') throw new Error(`expected a comparison, got ${JSON.stringify(answer)}`)
  return answer
}
const brand = (seed: number, factors: number[], count = 8): PostExperiment => {
  const blocks = weeks(count)
  const plan = assignPosts({ blocks, arms: factors.length }, seed)
  return { ...plan, blocks, ...simulatePosts(createGenerator(seed), blocks, plan.arms, factors) }
}

describe('an experiment on posts', () => {
  it('finds a factor of two exactly where nothing else differs, whatever the weekdays', () => {
    const blocks = weeks(8)
    const plan = assignPosts({ blocks, arms: 2 }, 'exact')
    const counts = blocks.map((block, i) => 1e6 * (block + 1) * (plan.arms[i] === 1 ? 2 : 1) * (1 + 1e-3 * ((i * 29) % 11)))
    const [comparison] = compared({ ...plan, blocks, counts }).comparisons
    expect(comparison?.ratio).toBeCloseTo(2, 2)
    expect(comparison?.interval[0]).toBeGreaterThan(1.99)
    expect(comparison?.interval[1]).toBeLessThan(2.01)
    // 28 sets: no draw of 999 comes near.
    expect(comparison?.p).toBe(1 / 1000)
  })

  it('claims an effect that is not there in at most one of twenty brands, and holds the truth in 19', () => {
    const rounds = 300
    let [alarms, held] = [0, 0]
    for (let seed = 0; seed < rounds; seed++) {
      const answer = compare(brand(seed, [1, 1], 6), 399)
      if (answer.kind !== 'comparison') continue
      const [one] = answer.comparisons
      if ((one?.pAdjusted ?? 0) <= 0.05) alarms++
      if ((one?.interval[0] ?? 9) <= 1 && (one?.interval[1] ?? 0) >= 1) held++
    }
    expect(alarms / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds))
    expect(held / rounds).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.05 * 0.95) / rounds))
  })

  it('compares several arms with the control and pays for it', () => {
    const answer = compared(brand(5, [1, 1, 3], 12))
    expect(answer.comparisons.map(({ arm }) => arm)).toEqual([1, 2])
    const [none, three] = answer.comparisons
    expect(three?.interval[0]).toBeLessThan(3)
    expect(three?.interval[1]).toBeGreaterThan(3)
    expect(three?.pAdjusted).toBeGreaterThan(three?.p ?? 1)
    for (const { interval, jointInterval } of [none, three].flatMap((one) => (one === undefined ? [] : [one]))) {
      expect(jointInterval[0]).toBeLessThanOrEqual(interval[0])
      expect(jointInterval[1]).toBeGreaterThanOrEqual(interval[1])
    }
    expect(answer.arms.map(({ n }) => n).reduce((a, b) => a + b)).toBe(answer.n)
    expect(answer.n + answer.missing).toBe(84)
  })

  it('gives the same answer for the same posts, and does not care for the unit of exposure', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, unit) => {
        const experiment = brand(seed, [1, 1.5])
        const plain = compared(experiment, 199)
        expect(compared(experiment, 199)).toEqual(plain)
        const scaled = compared({ ...experiment, exposures: Array.from(experiment.exposures ?? [], (value) => value * unit) }, 199)
        expect(scaled.comparisons[0]?.ratio).toBeCloseTo(plain.comparisons[0]?.ratio ?? 0, 8)
        expect(scaled.arms[0]?.typical).toBeCloseTo((plain.arms[0]?.typical ?? 0) / unit, 8)
      }),
      { numRuns: 10 },
    )
  })

  it('turns over when control and arm change names', () => {
    const experiment = brand(7, [1, 1.5])
    const [there] = compared(experiment).comparisons
    const [back] = compared({ ...experiment, arms: experiment.arms.map((arm) => 1 - arm) }).comparisons
    expect(back?.ratio).toBeCloseTo(1 / (there?.ratio ?? 0), 8)
    expect(back?.interval[0]).toBeCloseTo(1 / (there?.interval[1] ?? 0), 8)
    expect(back?.p).toBe(there?.p)
  })

  it('says what is missing when there is too little', () => {
    expect(compare(brand(1, [1, 1], 1))).toMatchObject({ kind: 'too-little-data', need: 8, unit: 'posts-per-arm' })
    const experiment = brand(1, [1, 1], 6)
    expect(compare({ ...experiment, counts: experiment.blocks.map(() => 10), exposures: undefined })).toMatchObject({ unit: 'spread' })
    expect(compare({ ...experiment, sets: experiment.sets.map((_, i) => i) })).toMatchObject({ have: 0, unit: 'sets' })
    expect(compare({ ...experiment, counts: experiment.blocks.map(() => Number.NaN) })).toMatchObject({ have: 0, unit: 'posts-per-arm' })
  })

  it('refuses what cannot be: arms that are no numbers, levels outside 0 to 1, too few draws for a level', () => {
    const experiment = brand(1, [1, 1], 6)
    expect(() => compare({ ...experiment, arms: experiment.arms.with(3, -1) })).toThrow('post 4')
    expect(() => compare({ ...experiment, arms: [0] })).toThrow('each post needs')
    expect(() => comparePosts(experiment, createGenerator(1), { level: 1 })).toThrow('a level')
    expect(() => comparePosts(experiment, createGenerator(1), { draws: 10 })).toThrow('10 draws are too few')
  })
})
