/** Hostile input for what all kernels stand on: descriptions, distributions, linear algebra and random draws. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean } from '../describe/mean.ts'
import { median, robustDeviation } from '../describe/median.ts'
import { quantile, quantileSorted, weightedQuantile } from '../describe/quantile.ts'
import { variance } from '../describe/variance.ts'
import { chiSquareTail } from '../distributions/chi-square.ts'
import { logGamma } from '../distributions/log-gamma.ts'
import { normalCumulative, normalQuantile } from '../distributions/normal.ts'
import { incompleteBeta, studentCumulative, studentQuantile } from '../distributions/student-t.ts'
import { factorCholesky, logDeterminant, solveLower, solvePositive, solveUpper } from '../linear/cholesky.ts'
import { drawBeta } from '../random/beta.ts'
import { drawBinomial } from '../random/binomial.ts'
import { drawGamma } from '../random/gamma.ts'
import { createGenerator, generatorFromState } from '../random/generator.ts'
import { drawNegativeBinomial } from '../random/negative-binomial.ts'
import { drawNormal } from '../random/normal.ts'
import { drawPoisson } from '../random/poisson.ts'
import { shuffle } from '../random/shuffle.ts'
import { fuzz, hostileArray, hostileNumber } from './hostile.ts'

const unit = fc.oneof(hostileNumber, fc.double({ min: 0, max: 1, noNaN: true }))
const generator = createGenerator('fuzz')

test('descriptions of finite values are finite; missing and infinite values show in the answer, as the docstrings say', () => {
  const finite = (values: number[]) => values.length > 0 && values.every(Number.isFinite)
  for (const describe of [mean, median, robustDeviation])
    fuzz([hostileArray()], (values) => (finite(values) ? describe(values) : null), { runs: 1000 })
  fuzz(
    [hostileArray(), unit],
    (values, p) =>
      finite(values) && !Number.isNaN(p)
        ? [
            quantile(values, p),
            quantileSorted(
              values.toSorted((a, b) => a - b),
              p,
            ),
          ]
        : null,
    { runs: 1000 },
  )
  fuzz([fc.array(fc.tuple(hostileNumber, fc.nat(9)), { minLength: 1 }), unit], (pairs, p) => {
    const values = pairs.map(([value]) => value)
    return finite(values) && p >= 0 && p <= 1
      ? weightedQuantile(
          values,
          pairs.map(([, weight]) => weight),
          p,
        )
      : null
  })
  fuzz([hostileArray()], (values) =>
    finite(values) && values.length > 1 && values.every((value) => Math.abs(value) < 1e150) ? variance(values) : null,
  )
  for (const describe of [mean, median, variance, robustDeviation]) {
    expect(describe([])).toBeNaN()
    expect(describe([1, Number.NaN, 3])).toBeNaN()
  }
})

test('distributions answer with probabilities, or refuse', () => {
  const probability = (p: number) => {
    if (!(p >= 0 && p <= 1)) throw new Error(`${p} is no probability`)
    return p
  }
  const some = fc.oneof(hostileNumber, fc.double({ min: 0, max: 300, noNaN: true })).filter((value) => !Number.isNaN(value))
  fuzz([some], (x) => probability(normalCumulative(x)), { runs: 1000 })
  fuzz([some, hostileNumber], (t, df) => probability(studentCumulative(t, df)), { runs: 1000 })
  fuzz([some, hostileNumber], (x, df) => probability(chiSquareTail(x, df)), { runs: 1000 })
  fuzz([unit, hostileNumber, hostileNumber], (x, a, b) => probability(incompleteBeta(x, a, b)), { runs: 1000 })
  fuzz([unit, fc.oneof(hostileNumber, fc.constantFrom(1e-9, 1e-3, 0.1, 1e10, 1e16))], studentQuantile, { runs: 1000 })
  fuzz([unit], (p) => (p > 0 && p < 1 ? normalQuantile(p) : null))
  fuzz([hostileNumber], (x) => (x > 0 && x < 1e300 ? logGamma(x) : null))
})

test('a matrix that is none, or not positive definite, has no factor', () => {
  fuzz([fc.integer({ min: 0, max: 5 }), hostileArray(25), hostileArray(5)], (n, values, right) => {
    const matrix = Float64Array.from({ length: n * n }, (_, i) => values[i] ?? 0)
    if (solvePositive(Float64Array.from(matrix), new Float64Array(n)) === null) return null
    if (!factorCholesky(matrix, n) || right.some((value) => !(Math.abs(value) < 1e100))) return null
    const b = Float64Array.from({ length: n }, (_, i) => right[i] ?? 0)
    // A nearly singular matrix may blow up what is solved with it: that is arithmetic, and no silence.
    return logDeterminant(matrix, n) > -100 * n
      ? [...solveUpper(matrix, n, solveLower(matrix, n, b))].every((value) => !Number.isNaN(value))
      : null
  })
})

test('random draws end, and are numbers, whatever the parameters', () => {
  const draw = { runs: 1000 }
  fuzz([hostileNumber, hostileNumber], (shape, scale) => drawGamma(generator, shape, scale), draw)
  fuzz([hostileNumber, hostileNumber], (a, b) => drawBeta(generator, a, b), draw)
  fuzz([hostileNumber], (lambda) => drawPoisson(generator, lambda), draw)
  fuzz([hostileNumber, unit], (n, p) => drawBinomial(generator, n, p), draw)
  fuzz([hostileNumber, hostileNumber], (centre, size) => drawNegativeBinomial(generator, centre, size), draw)
  fuzz(
    [fc.oneof(hostileNumber, fc.string())],
    (seed) => [drawNormal(createGenerator(seed)), createGenerator(seed).split(String(seed)).uniform()],
    draw,
  )
  fuzz([fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer())], (state) => generatorFromState(state).openUniform())
  fuzz([hostileArray()], (values) => {
    const shuffled = shuffle(generator, values.slice())
    expect(shuffled.map(String).toSorted()).toEqual(values.map(String).toSorted())
    return null
  })
})
