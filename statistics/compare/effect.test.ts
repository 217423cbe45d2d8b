/** Effects and their variances: by hand, and what cannot be said. */
import { expect, test } from 'vitest'
import { armFromConversions, effectOf } from './effect.ts'

test('the relative effect is the absolute one over the control’s mean, its variance by the delta method', () => {
  const [control, treatment] = [armFromConversions(1000, 100), armFromConversions(2000, 220)]
  const absolute = effectOf(control, treatment, 'absolute')
  const relative = effectOf(control, treatment, 'relative')
  expect(absolute?.estimate).toBeCloseTo(0.01, 12)
  expect(absolute?.variance).toBeCloseTo((0.1 * 0.9) / 1000 + (0.11 * 0.89) / 2000, 15)
  expect(relative?.estimate).toBeCloseTo(0.1, 12)
  expect(relative?.variance).toBeCloseTo((0.11 * 0.89) / 2000 / 0.01 + ((0.1 * 0.9) / 1000) * (0.11 ** 2 / 0.1 ** 4), 12)
})

test('no variance, one unit, or a control mean of zero has no effect to speak of', () => {
  expect(effectOf({ n: 10, mean: 1, variance: 0 }, { n: 10, mean: 2, variance: 0 }, 'absolute')).toBeNull()
  expect(effectOf({ n: 1, mean: 1, variance: 1 }, { n: 10, mean: 2, variance: 1 }, 'absolute')).toBeNull()
  expect(effectOf({ n: 10, mean: 0, variance: 1 }, { n: 10, mean: 2, variance: 1 }, 'relative')).toBeNull()
})

test('impossible counts are refused', () => {
  expect(() => armFromConversions(10, 11)).toThrow('11 conversions among 10 units')
  expect(() => armFromConversions(0, 0)).toThrow(RangeError)
})
