/** Effects that were selected for being significant, held to fifty-digit arithmetic and to simulation. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { correctSelected } from './correct-selected.ts'

/** z, then the means at which the truncated normal’s cumulative is .975, .5, .025: mpmath with 50 digits and scipy’s brentq. */
const exact = [
  [1.97, -0.7747964303655734, 0.01013670207413036, 0.9773440269724104],
  [2.1, -0.6886638987342703, 0.16658341311284425, 3.362975707614389],
  [2.5, -0.41865313226274603, 1.543108486366121, 4.3291065827936235],
  [3, -0.022975682161371858, 2.7133761365850346, 4.936182864982897],
  [4, 1.6546959552051654, 3.972308475696582, 5.959434726103922],
  [8, 6.0400263858971615, 7.999999999034448, 9.959963984540044],
] as const

test.each(exact)('z = %f: the truncated normal’s equations are solved to nine digits', (z, low, middle, high) => {
  const answer = correctSelected({ estimate: z, variance: 1 })
  expect(answer?.interval[0]).toBeCloseTo(low, 8)
  expect(answer?.estimate).toBeCloseTo(middle, 8)
  expect(answer?.interval[1]).toBeCloseTo(high, 8)
})

test('among significant results the interval holds the truth in 95 of 100, where the usual one does not', () => {
  const generator = createGenerator('selected')
  let [held, naive, below, selected] = [0, 0, 0, 0]
  for (let i = 0; i < 20_000; i++) {
    const truth = 0.05 * (i % 40)
    const z = drawNormal(generator, truth)
    const answer = correctSelected({ estimate: z, variance: 1 })
    if (answer === null) continue
    selected++
    if (answer.interval[0] <= truth && truth <= answer.interval[1]) held++
    if (Math.abs(z - truth) <= 1.96) naive++
    if (answer.estimate <= truth) below++
  }
  const allowed = 4 * Math.sqrt((0.95 * 0.05) / selected)
  expect(Math.abs(held / selected - 0.95)).toBeLessThan(allowed)
  expect(naive / selected).toBeLessThan(0.85)
  expect(Math.abs(below / selected - 0.5)).toBeLessThan(0.03)
})

test('it turns with the sign, scales with the unit, and never goes beyond the raw estimate', () => {
  fc.assert(
    fc.property(fc.double({ min: 1.97, max: 40, noNaN: true }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (z, unit) => {
      const [plain, turned] = [
        correctSelected({ estimate: z, variance: 1 }),
        correctSelected({ estimate: -z * unit, variance: unit * unit }),
      ]
      expect((turned?.estimate ?? 0) / unit).toBeCloseTo(-(plain?.estimate ?? 1), 6)
      expect((turned?.interval[0] ?? 0) / unit).toBeCloseTo(-(plain?.interval[1] ?? 1), 6)
      expect(plain?.estimate).toBeLessThanOrEqual(z + 1e-6)
    }),
    { numRuns: 50 },
  )
})

test('what did not pass was not selected, and what is no estimate is refused', () => {
  expect(correctSelected({ estimate: 1, variance: 1 })).toBeNull()
  expect(() => correctSelected({ estimate: 1, variance: 0 })).toThrow('says nothing')
  expect(() => correctSelected({ estimate: Number.NaN, variance: 1 })).toThrow('says nothing')
})
