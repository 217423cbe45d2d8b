/** Held to weights found by hand and to what both searches must agree on. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitSimplexExactly, fitSimplexWeights, sparsify } from './simplex-weights.ts'

/** Row-major from columns and a target. */
const matrixOf = (columns: number[][], target: number[]) =>
  Float64Array.from(target.flatMap((value, row) => [...columns.map((column) => column[row] as number), value]))
const loose = { ridge: 0, intercept: false, leastDecrease: 0, mostSteps: 20_000 }

describe('weights on the simplex', () => {
  it('find a mixture again', () => {
    const [a, b, c] = [
      [1, 4, 2, 8],
      [3, 1, 5, 2],
      [9, 9, 1, 1],
    ]
    const target = a.map((value, row) => 0.7 * value + 0.3 * (b[row] as number))
    for (const weights of [
      fitSimplexExactly(matrixOf([a, b, c], target), 4, 3, false),
      fitSimplexWeights(matrixOf([a, b, c], target), 4, 3, loose),
    ])
      expect(Array.from(weights)).toEqual([0.7, 0.3, 0].map((weight) => expect.closeTo(weight, 2)))
  })
  it('leave the corner where the target lies outside: worked by hand', () => {
    // In one row, the closest point to 5 on the segment from 1 to 3 is 3.
    expect(Array.from(fitSimplexExactly(Float64Array.of(1, 3, 5), 1, 2, false))).toEqual([0, 1])
  })
  it('do not mind a constant difference where an intercept is free', () => {
    const column = [1, 5, 2, 7]
    const other = [2, 2, 9, 1]
    const target = column.map((value) => value + 100)
    expect(Array.from(fitSimplexExactly(matrixOf([column, other], target), 4, 2, true))).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(0, 9),
    ])
  })
  it('are spread by a ridge', () => {
    const matrix = matrixOf(
      [
        [1, 2, 3],
        [1, 2, 3.1],
      ],
      [1, 2, 3],
    )
    expect(fitSimplexExactly(matrix, 3, 2, false, 1000)[0]).toBeCloseTo(0.5, 3)
  })
  it('are never negative, sum to one, and no pair could do better', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 6 }),
        (lists) => {
          const target = lists[0] as number[]
          const columns = lists.slice(1)
          const matrix = matrixOf(columns, target)
          const weights = fitSimplexExactly(matrix, 6, columns.length, false)
          expect(weights.every((weight) => weight >= 0)).toBe(true)
          expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
          const misfit = (w: Float64Array) =>
            target.reduce(
              (sum, value, row) => sum + (value - columns.reduce((s, column, i) => s + (column[row] as number) * (w[i] as number), 0)) ** 2,
              0,
            )
          const best = misfit(weights)
          for (let corner = 0; corner < columns.length; corner++)
            expect(misfit(weights.map((weight, i) => 0.99 * weight + (i === corner ? 0.01 : 0)))).toBeGreaterThanOrEqual(
              best - 1e-7 * (1 + best),
            )
        },
      ),
      { numRuns: 100, seed: 20261123 },
    )
  })
  it('drop what is at most a quarter of the largest, as synthdid does', () => {
    expect(Array.from(sparsify(Float64Array.of(0.6, 0.3, 0.1)))).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(1 / 3, 12), 0])
  })
})
