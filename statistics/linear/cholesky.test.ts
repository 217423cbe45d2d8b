/** Held to reference values: Cholesky factors of symmetric positive definite matrices, and what is solved with them. Matrices are row-major Float64Arrays of n × n. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { factorCholesky, logDeterminant, solveLower, solveUpper } from './cholesky.ts'

describe('the Cholesky factor', () => {
  it('of the textbook matrix (4 12 -16; 12 37 -43; -16 -43 98) is (2; 6 1; -8 5 3), its determinant 36', () => {
    const matrix = Float64Array.from([4, 12, -16, 12, 37, -43, -16, -43, 98])
    expect(factorCholesky(matrix, 3)).toBe(true)
    expect([matrix[0], matrix[3], matrix[4], matrix[6], matrix[7], matrix[8]]).toEqual([2, 6, 1, -8, 5, 3])
    expect(logDeterminant(matrix, 3)).toBeCloseTo(Math.log(36), 12)
  })

  it('solves a random system of forty unknowns', () => {
    const g = createGenerator(1)
    const n = 40
    const root = Array.from({ length: n * n }, () => drawNormal(g))
    const matrix = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (let k = 0; k < n; k++) matrix[i * n + j]! += (root[i * n + k] as number) * (root[j * n + k] as number)
    const x = Array.from({ length: n }, (_, i) => i - 7)
    const b = Float64Array.from(x, (_, i) => x.reduce((sum, value, j) => sum + (matrix[i * n + j] as number) * value, 0))
    expect(factorCholesky(matrix, n)).toBe(true)
    solveUpper(matrix, n, solveLower(matrix, n, b))
    x.forEach((value, i) => expect(b[i]).toBeCloseTo(value, 5))
  })

  it('is refused for a matrix that is not positive definite', () => {
    expect(factorCholesky(Float64Array.from([1, 2, 2, 1]), 2)).toBe(false)
  })
})
