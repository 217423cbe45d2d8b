/** Tests of the verdict: what the rule says, and what it refuses to say before its time. */
import { describe, expect, it } from 'vitest'
import { assignPosts } from '../../../statistics/compare/assign-posts.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { decideExperiment, type Standing } from './decide.ts'
import { type MeasuredExperiment, measureExperiment, measureTable, type Outcome } from './measure.ts'

const measured = (interval: [number, number], ratio = Math.sqrt(interval[0] * interval[1])): MeasuredExperiment => ({
  split: { counts: [40, 40], planned: [40, 40], p: 1, broken: false },
  arms: [],
  comparisons: [{ arm: 1, name: 'evening', n: 80, ratio, interval, jointInterval: interval, p: 0.5, chance: null }],
  tooLittle: null,
  n: 80,
  missing: 0,
  tamed: 0,
})
const standing = (change: Partial<Standing> = {}): Standing => ({
  rule: { method: 'fixed', level: 0.95, smallestRatio: 1.2 },
  ended: true,
  stoppedEarly: false,
  done: 80,
  of: 80,
  ...change,
})
const sequential = { method: 'sequential', level: 0.95, smallestRatio: 1.2 } as const

describe('the verdict', () => {
  it('names the better arm, the better control, no difference that matters, or leaves it open, by the interval', () => {
    const kindOf = (interval: [number, number]) => decideExperiment(measured(interval), standing()).kind
    expect(kindOf([1.05, 1.6])).toBe('arm-better')
    expect(kindOf([0.6, 0.95])).toBe('control-better')
    expect(kindOf([0.9, 1.1])).toBe('no-difference')
    expect(kindOf([0.7, 1.5])).toBe('open')
  })

  it('says nothing of a fixed rule before its end, however clear it looks', () => {
    const verdict = decideExperiment(measured([2, 3]), standing({ ended: false, done: 30 }))
    expect(verdict.kind).toBe('progress')
    expect(verdict.words.values).toEqual({ done: 30, of: 80 })
  })

  it('may end a sequential rule at any look, and else keeps going', () => {
    expect(decideExperiment(measured([1.05, 1.6]), standing({ rule: sequential, ended: false })).kind).toBe('arm-better')
    expect(decideExperiment(measured([0.7, 1.5]), standing({ rule: sequential, ended: false })).kind).toBe('keep-going')
  })

  it('calls a fixed experiment that was stopped early just that', () => {
    expect(decideExperiment(measured([1.05, 1.6]), standing({ ended: false, stoppedEarly: true })).kind).toBe('stopped-early')
  })

  it('is silent about effects when the split is broken', () => {
    const broken = { ...measured([1.05, 1.6]), split: { counts: [10, 60], planned: [60, 60], p: 1e-9, broken: true } }
    expect(decideExperiment(broken, standing()).kind).toBe('broken-split')
  })
})

const outcomes = (n: number, factor: number): Outcome[] =>
  Array.from({ length: n }, (_, i) => {
    const arm = (i + Math.floor(i / 2)) % 2
    return {
      arm,
      set: Math.floor(i / 2),
      weekday: 1 + (i % 7),
      count: Math.round((100 + ((i * 37) % 23)) * (arm === 1 ? factor : 1)),
      exposure: Number.NaN,
    }
  })
const question = (method: 'fixed' | 'sequential' | 'bayesian', factor: number, look = true) => ({
  names: ['morning', 'evening'],
  rule: { method, level: 0.95 },
  outcomes: outcomes(84, factor),
  hasExposure: false,
  plannedN: 84,
  seed: 'a seed',
  look,
})

describe('the measuring', () => {
  it.each(['fixed', 'sequential', 'bayesian'] as const)(
    'finds a planted factor of 1.5 with the %s method, inside its interval',
    (method) => {
      const [found] = measureExperiment(question(method, 1.5)).comparisons
      expect(found?.n).toBe(84)
      expect(found?.interval[0]).toBeGreaterThan(1.2)
      expect(found?.interval[0]).toBeLessThan(1.5)
      expect(found?.interval[1]).toBeGreaterThan(1.5)
    },
  )

  it('makes the interval that may be looked at at any time wider than the one that may not', () => {
    const width = (method: 'fixed' | 'sequential') => {
      const [low, high] = measureExperiment(question(method, 1)).comparisons[0]?.interval ?? [0, 0]
      return high / low
    }
    expect(width('sequential')).toBeGreaterThan(width('fixed'))
  })

  it('computes no comparison where no look is allowed', () => {
    const found = measureExperiment(question('fixed', 1.5, false))
    expect(found.comparisons).toEqual([])
    expect(found.arms.map(({ typical }) => typical)).toEqual([null, null])
    expect(found.n).toBe(84)
  })

  it('counts a missing outcome as missing, never as zero', () => {
    const asked = question('fixed', 1)
    const lost = asked.outcomes.map((one, i) => (i < 4 ? { ...one, count: Number.NaN } : one))
    const found = measureExperiment({ ...asked, outcomes: lost })
    expect([found.n, found.missing]).toEqual([80, 4])
  })

  it('reads a table of conversions as relative effects, and sees a split that went wrong', () => {
    const sound = measureTable(
      [
        { arm: 'A', n: 10_000, conversions: 500 },
        { arm: 'B', n: 10_000, conversions: 600 },
      ],
      { method: 'fixed', level: 0.95 },
      20_000,
    )
    expect(sound.comparisons[0]?.ratio).toBeCloseTo(1.2, 10)
    expect(sound.split.broken).toBe(false)
    const wrong = measureTable(
      [
        { arm: 'A', n: 10_000, conversions: 500 },
        { arm: 'B', n: 9_000, conversions: 600 },
      ],
      { method: 'fixed', level: 0.95 },
      20_000,
    )
    expect(wrong.split.broken).toBe(true)
  })

  it('keeps the promise of the sequential rule on posts: of 100 experiments without an effect, looked at again and again, few name a winner', () => {
    const blocks = Array.from({ length: 56 }, (_, i) => 1 + (i % 7))
    let wrong = 0
    for (let run = 0; run < 100; run++) {
      const noise = createGenerator(`peeking/${run}`)
      const { arms, sets } = assignPosts({ blocks, arms: 2 }, run)
      // Sums of uniform numbers are near enough to normal ones.
      const posts = blocks.map((weekday, i) => {
        const spread = Array.from({ length: 12 }, () => noise.uniform()).reduce((sum, one) => sum + one, -6)
        return {
          arm: arms[i] as number,
          set: sets[i] as number,
          weekday,
          count: Math.round(Math.exp(5 + 0.7 * spread)),
          exposure: Number.NaN,
        }
      })
      const asked = { ...question('sequential', 1), plannedN: 56 }
      const looks = Array.from({ length: 10 }, (_, look) => measureExperiment({ ...asked, outcomes: posts.slice(0, 20 + 4 * look) }))
      if (looks.some(({ comparisons }) => comparisons.some(({ interval: [low, high] }) => low > 1 || high < 1))) wrong += 1
    }
    expect(wrong).toBeLessThanOrEqual(9)
  })
})
