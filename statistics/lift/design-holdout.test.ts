/** Held to arithmetic and to simulated brands: which units to leave out, for how long, and what could be seen. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { compareHoldout, designHoldout } from './design-holdout.ts'

const cities = (count: number, n: number, noise: number, seed = 1): number[][] => {
  const generator = createGenerator(seed)
  const demand = Array.from({ length: n }, (_, t) => 1 + 0.3 * Math.sin((2 * Math.PI * t) / 7) + 0.2 * drawNormal(generator))
  return Array.from({ length: count }, (_, city) =>
    demand.map((level) => (city + 1) * 10 * Math.abs(level) * Math.exp(noise * drawNormal(generator))),
  )
}

describe('compareHoldout', () => {
  it('scales the others to the time before: 12 seen where 2 × 5 were to be expected is 20% more', () => {
    const values = [
      [4, 4, 6, 6],
      [2, 2, 2.5, 2.5],
    ]
    expect(compareHoldout(values, [0], { start: 2, times: 2, before: 2 })).toBeCloseTo(12 / 10 - 1, 12)
  })

  it('with one unit compares with the mean of the time before, and knows nothing where a value is missing', () => {
    expect(compareHoldout([[2, 4, 6, 6]], [], { start: 2, times: 2, before: 2 })).toBeCloseTo(1, 12)
    expect(compareHoldout([[2, Number.NaN, 6, 6]], [], { start: 2, times: 2, before: 2 })).toBeNaN()
  })
})

describe('designHoldout', () => {
  it('finds an affordable design where cities move together, and its power holds on the future', () => {
    const all = cities(8, 420, 0.05)
    const answer = designHoldout(
      all.map((row) => row.slice(0, 360)),
      { wished: 0.1, mostShare: 0.3 },
      createGenerator(1),
    )
    if (answer.kind !== 'design') throw new Error(answer.kind)
    const { units, times, before, critical, share, smallest, smallestInterval, power } = answer.chosen
    expect(share).toBeLessThanOrEqual(0.3)
    expect(smallestInterval[1]).toBeLessThanOrEqual(0.1)
    expect(smallest).toBeGreaterThan(critical / 2)
    expect(power).toBeGreaterThanOrEqual(0.8)
    const after = compareHoldout(all, units, { start: 360, times, before })
    expect(Math.abs(after)).toBeLessThan(critical)
    expect(1.1 * (1 + after) - 1).toBeGreaterThan(critical)
  })

  it('says plainly that nothing affordable sees the wished effect, and what the best would see', () => {
    const answer = designHoldout(cities(4, 300, 0.6), { wished: 0.01 }, createGenerator(1))
    if (answer.kind !== 'nothing-visible') throw new Error(answer.kind)
    expect(answer.best.smallest).toBeGreaterThan(0.01)
    expect(answer.tried.length).toBeGreaterThan(1)
  })

  it('needs a larger effect when there is more noise, and sees the same in another unit', () => {
    const best = (noise: number, unit = 1) => {
      const answer = designHoldout(
        cities(4, 300, noise).map((row) => row.map((value) => unit * value)),
        { wished: 1e-6 },
        createGenerator(1),
      )
      if (answer.kind !== 'nothing-visible') throw new Error(answer.kind)
      return answer.best
    }
    expect(best(0.4).smallest).toBeGreaterThan(best(0.1).smallest)
    expect(best(0.1, 1000).smallest).toBeCloseTo(best(0.1).smallest, 9)
  })

  it('plans weeks where there is one unit only', () => {
    const answer = designHoldout(cities(1, 400, 0.05), { wished: 0.5 }, createGenerator(1))
    expect(answer.kind).toBe('design')
    if (answer.kind === 'design') expect(answer.chosen).toMatchObject({ units: [], share: 1 })
  })

  it('says what is too little, and refuses an effect of nothing', () => {
    expect(designHoldout(cities(4, 40, 0.1), { wished: 0.1 }, createGenerator(1))).toEqual({
      kind: 'too-little-data',
      have: 40,
      need: 91,
      unit: 'times',
    })
    expect(designHoldout([], { wished: 0.1 }, createGenerator(1))).toMatchObject({ kind: 'too-little-data' })
    expect(() => designHoldout(cities(2, 90, 0.1), { wished: 0 }, createGenerator(1))).toThrow('wished effect')
    expect(() => designHoldout([[1, 2], [1]], { wished: 0.1 }, createGenerator(1))).toThrow('Unit 2 has 1 times')
  })
})
