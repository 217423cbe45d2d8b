/** Cholesky factors of symmetric positive definite matrices, and what is solved with them. Matrices are row-major Float64Arrays of n × n. */

/**
 * Overwrites the lower triangle of `matrix` with L, where L·Lᵀ is the matrix; the upper triangle is left alone. Answers false when the
 * matrix is not positive definite. Source: Golub & Van Loan 2013, algorithm 4.2.1 (row form). Cost: n³/3 multiplications.
 */
export const factorCholesky = (matrix: Float64Array, n: number): boolean => {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j <= i; j++) {
      const other = j * n
      let sum = matrix[row + j] as number
      for (let k = 0; k < j; k++) sum -= (matrix[row + k] as number) * (matrix[other + k] as number)
      if (i === j) {
        if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false
        matrix[row + i] = Math.sqrt(sum)
      } else {
        matrix[row + j] = sum / (matrix[other + j] as number)
      }
    }
  }
  return true
}

/** Solves L·x = b in place. Cost: n²/2. */
export const solveLower = (factor: Float64Array, n: number, b: Float64Array): Float64Array => {
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] as number) * (b[k] as number)
    b[i] = sum / (factor[i * n + i] as number)
  }
  return b
}

/** Solves Lᵀ·x = b in place. Cost: n²/2. */
export const solveUpper = (factor: Float64Array, n: number, b: Float64Array): Float64Array => {
  for (let i = n - 1; i >= 0; i--) {
    const value = (b[i] as number) / (factor[i * n + i] as number)
    b[i] = value
    for (let k = 0; k < i; k++) b[k] = (b[k] as number) - (factor[i * n + k] as number) * value
  }
  return b
}

/** ln det of L·Lᵀ. */
export const logDeterminant = (factor: Float64Array, n: number): number => {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i] as number)
  return 2 * sum
}

/** Solves A·x = b for a symmetric positive definite A; neither is kept. Null when A is not positive definite. Cost: n³/3. */
export const solvePositive = (matrix: Float64Array, b: Float64Array): Float64Array | null =>
  factorCholesky(matrix, b.length) ? solveUpper(matrix, b.length, solveLower(matrix, b.length, b)) : null
