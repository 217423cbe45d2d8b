/** The untraceable share: equal to a calculation by hand, corrected for silence and for memory, honest about too little. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawBinomial } from '../random/binomial.ts'
import { estimateUntraceable } from './untraceable-share.ts'

const estimate = (asked: Parameters<typeof estimateUntraceable>[0], options = {}) => {
  const found = estimateUntraceable(asked, { generator: createGenerator(1), ...options })
  if (found.kind !== 'share') throw new Error(found.kind)
  return found
}

test('with many answers and a perfect memory it is the share by hand: 0.3 without trace and a quarter of the other 0.7', () => {
  const { value, interval, parts } = estimate(
    { withoutTrace: 30_000, groups: [{ conversions: 70_000, named: 30_000, other: 10_000 }] },
    { misrecall: 0 },
  )
  expect(value).toBeCloseTo(0.3 + 0.7 * 0.25, 2)
  expect(interval[1] - interval[0]).toBeLessThan(0.02)
  expect(parts.withoutTrace).toBeCloseTo(0.3, 6)
})

test('memory is corrected as Rogan and Gladen 1978 do: (0.34 − 0.10) / (1 − 0.10 − 0.20) by hand', () => {
  const recall = { recorded: { right: 90_000, wrong: 10_000 }, unrecorded: { right: 80_000, wrong: 20_000 } }
  const { value, recall: how } = estimate({ withoutTrace: 0, groups: [{ conversions: 100_000, named: 66_000, other: 34_000 }], recall })
  expect(value).toBeCloseTo(0.24 / 0.7, 2)
  expect(how).toBe('checked')
})

test('who answers less readily still counts for as many: two groups by hand 0.5 · 0.1 + 0.5 · 0.6', () => {
  const groups = [
    { conversions: 50_000, named: 36_000, other: 4000 },
    { conversions: 50_000, named: 2000, other: 3000 },
  ]
  expect(estimate({ withoutTrace: 0, groups }, { misrecall: 0 }).value).toBeCloseTo(0.35, 2)
})

test('without a check of memory the interval holds every error up to the limit', () => {
  const asked = { withoutTrace: 100, groups: [{ conversions: 400, named: 60, other: 40 }] }
  const sure = estimate(asked, { misrecall: 0 })
  const wide = estimate(asked)
  expect(wide.recall).toBe('assumed')
  expect(wide.interval[0]).toBeLessThan(sure.interval[0])
  expect(wide.interval[1]).toBeGreaterThan(sure.interval[1])
})

test('too few conversions or answers are an answer', () => {
  const options = { generator: createGenerator(1) }
  expect(estimateUntraceable({ withoutTrace: 5, groups: [{ conversions: 5, named: 3, other: 2 }] }, options)).toEqual({
    kind: 'too-little-data',
    have: 10,
    need: 20,
    unit: 'conversions',
  })
  expect(estimateUntraceable({ withoutTrace: 500, groups: [{ conversions: 500, named: 3, other: 2 }] }, options)).toMatchObject({
    have: 5,
    unit: 'answers',
  })
})

test('the 90% interval holds a planted truth about as often as it says', () => {
  const generator = createGenerator('planted')
  let held = 0
  const worlds = 200
  for (let world = 0; world < worlds; world++) {
    const [without, missed, forgot, confused] = [0.1 + 0.4 * generator.uniform(), 0.1 + 0.3 * generator.uniform(), 0.08, 0.12]
    const count = 600
    const none = drawBinomial(generator, count, without)
    const answered = drawBinomial(generator, count - none, 0.3)
    const truly = drawBinomial(generator, answered, missed)
    const other = drawBinomial(generator, truly, 1 - confused) + drawBinomial(generator, answered - truly, forgot)
    const check = (n: number, error: number) => {
      const wrong = drawBinomial(generator, n, error)
      return { right: n - wrong, wrong }
    }
    const { interval } = estimate(
      {
        withoutTrace: none,
        groups: [{ conversions: count - none, named: answered - other, other }],
        recall: { recorded: check(60, forgot), unrecorded: check(60, confused) },
      },
      { draws: 800 },
    )
    const truth = without + (1 - without) * missed
    if (truth >= interval[0] && truth <= interval[1]) held++
  }
  expect(held / worlds).toBeGreaterThan(0.84)
  expect(held / worlds).toBeLessThan(0.96)
})

test('whatever the counts, the value lies in its interval and both lie between 0 and 1', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.array(fc.tuple(fc.nat(300), fc.nat(100), fc.nat(100)), { maxLength: 6 }), (withoutTrace, list) => {
      const groups = list.map(([more, named, other]) => ({ conversions: named + other + more, named, other }))
      const found = estimateUntraceable({ withoutTrace, groups }, { generator: createGenerator(2), draws: 200 })
      if (found.kind !== 'share') return
      expect(found.interval[0]).toBeGreaterThanOrEqual(0)
      expect(found.interval[1]).toBeLessThanOrEqual(1 + 1e-9)
      expect(found.value).toBeGreaterThanOrEqual(found.interval[0] - 1e-9)
      expect(found.value).toBeLessThanOrEqual(found.interval[1] + 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('counts that cannot be are refused by name', () => {
  const ask = (asked: Parameters<typeof estimateUntraceable>[0]) => () => estimateUntraceable(asked, { generator: createGenerator(1) })
  expect(ask({ withoutTrace: -1, groups: [] })).toThrow(/without trace/)
  expect(ask({ withoutTrace: 50, groups: [{ conversions: 3, named: 3, other: 1 }] })).toThrow(/more answers than conversions/)
})
