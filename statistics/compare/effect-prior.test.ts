/** The spread of true effects, held to metafor and to a known truth. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { learnEffectPrior } from './effect-prior.ts'

/** The BCG vaccine’s thirteen trials (Colditz et al. 1994; metafor’s dat.bcg): ill and well among vaccinated, ill and well among controls. */
const bcg = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
] as const
const logRatios = bcg.map(([a, b, c, d]) => Math.log(a / (a + b) / (c / (c + d))))
const errors = bcg.map(([a, b, c, d]) => 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
const learned = (estimates: number[], variances: number[], around: 'zero' | 'mean' = 'zero') => {
  const prior = learnEffectPrior(estimates, variances, { around })
  if (prior.kind !== 'prior') throw new Error('expected a prior')
  return prior
}

test('thirteen BCG trials: metafor’s rma(method = "ML") gives tau² 0.2800 and −0.7112', () => {
  const prior = learned(logRatios, errors, 'mean')
  expect(prior.variance).toBeCloseTo(0.28, 4)
  expect(prior.mean).toBeCloseTo(-0.7112, 4)
})

test('eight schools: the spread is zero and the mean 7.7 (Gelman et al., Bayesian Data Analysis, 5.5)', () => {
  const prior = learned(
    [28, 8, -3, 7, -1, 1, 18, 12],
    [15, 10, 16, 11, 9, 11, 10, 18].map((error) => error ** 2),
    'mean',
  )
  expect(prior.variance).toBe(0)
  expect(prior.mean).toBeCloseTo(7.69, 2)
})

test('a known spread is found again', () => {
  const generator = createGenerator('prior')
  const variances = Array.from({ length: 4000 }, (_, i) => 0.01 * (1 + (i % 5)))
  const estimates = variances.map((variance) => drawNormal(generator, 0, Math.sqrt(0.04 + variance)))
  expect(learned(estimates, variances).variance).toBeCloseTo(0.04, 2)
})

test('units scale, signs and order do not matter', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), (unit) => {
      const plain = learned(logRatios, errors)
      const other = learned(logRatios.map((value) => -unit * value).reverse(), errors.map((value) => unit * unit * value).reverse())
      expect(other.variance / unit ** 2 / plain.variance).toBeCloseTo(1, 6)
    }),
    { numRuns: 30 },
  )
})

test('four experiments are too few, and what is no estimate is refused by its place', () => {
  expect(learnEffectPrior([1, 2, 3, 4], [1, 1, 1, 1])).toEqual({ kind: 'too-little-data', have: 4, need: 5, unit: 'experiments' })
  expect(() => learnEffectPrior([1, Number.NaN], [1, 1])).toThrow('experiment 2')
  expect(() => learnEffectPrior([1], [0])).toThrow('experiment 1')
  expect(() => learnEffectPrior([1], [])).toThrow('1 estimates and 0 variances')
})
