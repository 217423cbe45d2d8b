/** Weights that are not negative and sum to one, chosen so that a weighted average of columns comes closest to a target. */

export interface SimplexOptions {
  /** Weight of Σ w², times the number of rows: spreads the weights. */
  ridge: number
  /** Whether a constant difference between target and average is free. */
  intercept: boolean
  /** Stops when the mean squared misfit falls by less than this. */
  leastDecrease: number
  mostSteps: number
  start?: Float64Array
}

/** Row-major, rows × columns; the last column is the target. Columns have their means taken out where an intercept is free. */
const centre = (matrix: Float64Array, rows: number, columns: number): Float64Array => {
  const out = Float64Array.from(matrix)
  for (let column = 0; column < columns; column++) {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += matrix[row * columns + column] as number
    for (let row = 0; row < rows; row++) out[row * columns + column] = (out[row * columns + column] as number) - sum / rows
  }
  return out
}

/**
 * Frank–Wolfe steps, each towards the best column by the best length. `matrix` is row-major, rows × (columns + target). Source: Arkhangelsky, Athey,
 * Hirshberg, Imbens & Wager 2021, doi:10.1257/aer.20190159, algorithm 1, with the stopping rule of its package synthdid. Cost: steps × rows × columns.
 */
export const fitSimplexWeights = (matrix: Float64Array, rows: number, columns: number, options: SimplexOptions): Float64Array => {
  const width = columns + 1
  const data = options.intercept ? centre(matrix, rows, width) : matrix
  const weights = options.start === undefined ? new Float64Array(columns).fill(1 / columns) : Float64Array.from(options.start)
  const eta = rows * options.ridge
  // Misfit of each row: weighted average less target; kept up to date instead of computed anew.
  const misfit = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let sum = -(data[row * width + columns] as number)
    for (let column = 0; column < columns; column++) sum += (data[row * width + column] as number) * (weights[column] as number)
    misfit[row] = sum
  }
  const gradient = new Float64Array(columns)
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < options.mostSteps; step++) {
    gradient.fill(0)
    for (let row = 0; row < rows; row++) {
      const own = misfit[row] as number
      const at = row * width
      for (let column = 0; column < columns; column++) gradient[column] = (gradient[column] as number) + own * (data[at + column] as number)
    }
    let best = 0
    let [alongWeights, squares] = [0, 0]
    for (let column = 0; column < columns; column++) {
      const weight = weights[column] as number
      gradient[column] = (gradient[column] as number) + eta * weight
      alongWeights += (gradient[column] as number) * weight
      squares += weight * weight
      if ((gradient[column] as number) < (gradient[best] as number)) best = column
    }
    // Towards column `best`: the direction is its corner less the present weights.
    let change = 0
    for (let row = 0; row < rows; row++) {
      const own = (data[row * width + best] as number) - ((misfit[row] as number) + (data[row * width + columns] as number))
      change += own * own
    }
    const bestWeight = weights[best] as number
    const turn = squares - 2 * bestWeight + 1
    const bend = change + eta * turn
    const length = bend > 0 ? Math.min(1, Math.max(0, (alongWeights - (gradient[best] as number)) / bend)) : 0
    for (let column = 0; column < columns; column++)
      weights[column] = (1 - length) * (weights[column] as number) + (column === best ? length : 0)
    let misfitSquares = 0
    for (let row = 0; row < rows; row++) {
      const target = data[row * width + columns] as number
      const average = (misfit[row] as number) + target
      const next = average + length * ((data[row * width + best] as number) - average) - target
      misfit[row] = next
      misfitSquares += next * next
    }
    let newSquares = 0
    for (const weight of weights) newSquares += weight * weight
    const value = options.ridge * newSquares + misfitSquares / rows
    if (step >= 1 && before - value <= options.leastDecrease) break
    before = value
  }
  return weights
}

/** Drops weights of at most a quarter of the largest, as synthdid does, so that the second search starts among few. */
export const sparsify = (weights: Float64Array): Float64Array => {
  const most = weights.reduce((a, b) => Math.max(a, b), 0)
  const kept = weights.map((weight) => (weight <= most / 4 ? 0 : weight))
  const sum = kept.reduce((a, b) => a + b, 0)
  return kept.map((weight) => weight / sum)
}

/**
 * The exact least-squares weights on the simplex, by moving weight between pairs of columns until no pair gains. Source: Lacoste-Julien & Jaggi 2015,
 * NeurIPS 28 (pairwise Frank–Wolfe, linear convergence). Cost: steps × (rows + columns) after a table of products; 5 ms for 90 rows and 40 columns.
 */
export const fitSimplexExactly = (matrix: Float64Array, rows: number, columns: number, intercept: boolean, ridge = 0): Float64Array => {
  const width = columns + 1
  const data = intercept ? centre(matrix, rows, width) : matrix
  const products = new Float64Array(width * width)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++)
        products[i * width + j] =
          (products[i * width + j] as number) + (data[row * width + i] as number) * (data[row * width + j] as number)
  const product = (i: number, j: number) => products[i >= j ? i * width + j : j * width + i] as number
  const penalty = rows * ridge
  const weights = new Float64Array(columns).fill(1 / columns)
  const gradient = Float64Array.from({ length: columns }, (_, i) => {
    let sum = -product(i, columns) + penalty / columns
    for (let j = 0; j < columns; j++) sum += product(i, j) / columns
    return sum
  })
  const scale = product(columns, columns) + 1e-300
  for (let step = 0; step < 200_000; step++) {
    let [low, high] = [0, -1]
    for (let i = 0; i < columns; i++) {
      if ((gradient[i] as number) < (gradient[low] as number)) low = i
      if ((weights[i] as number) > 0 && (high < 0 || (gradient[i] as number) > (gradient[high] as number))) high = i
    }
    const gain = (gradient[high] as number) - (gradient[low] as number)
    if (!(gain > 1e-13 * scale)) break
    const bend = product(low, low) + product(high, high) - 2 * product(low, high) + 2 * penalty
    const moved = bend > 0 ? Math.min(weights[high] as number, gain / bend) : (weights[high] as number)
    weights[low] = (weights[low] as number) + moved
    weights[high] = moved === weights[high] ? 0 : (weights[high] as number) - moved
    for (let i = 0; i < columns; i++)
      gradient[i] =
        (gradient[i] as number) +
        moved * (product(i, low) - product(i, high)) +
        (i === low ? penalty * moved : i === high ? -penalty * moved : 0)
  }
  return weights
}
