/** Ranks and weights: the area under a ROC curve, and the logistic regression that the frozen weights come from. */
import { factorCholesky, solveLower, solveUpper } from '../../statistics/linear/cholesky.ts'

/** Chance that a planted event scores above one that is none; ties count half. Source: Mann & Whitney 1947. */
export const areaUnderRoc = (events: number[], others: number[]): number => {
  const sorted = Float64Array.from(others).sort()
  const below = (value: number, orEqual: boolean) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as number) < value || (orEqual && sorted[middle] === value)) low = middle + 1
      else high = middle
    }
    return low
  }
  const wins = events.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0)
  return wins / (events.length * others.length)
}

/** Weights of a logistic regression by Newton's method, both classes weighing the same; a faint ridge keeps separable data finite. */
export const fitLogistic = (rows: number[][], isEvent: boolean[]): number[] => {
  const width = rows[0]?.length ?? 0
  const events = isEvent.filter(Boolean).length
  const balance = (isEvent.length - events) / Math.max(1, events)
  let weights = Array.from({ length: width }, () => 0)
  for (let round = 0; round < 40; round++) {
    const hessian = new Float64Array(width * width)
    const gradient = new Float64Array(width)
    for (let j = 0; j < width; j++) {
      hessian[j * width + j] = 1e-3
      gradient[j] = -1e-3 * (weights[j] as number)
    }
    rows.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * (weights[j] as number), 0)))
      const mass = isEvent[i] ? balance : 1
      for (let j = 0; j < width; j++) {
        gradient[j] = (gradient[j] as number) + mass * (Number(isEvent[i]) - p) * (row[j] as number)
        for (let k = 0; k < width; k++)
          hessian[j * width + k] = (hessian[j * width + k] as number) + mass * p * (1 - p) * (row[j] as number) * (row[k] as number)
      }
    })
    if (!factorCholesky(hessian, width)) throw new Error('the regression of the weights has no unique answer')
    const step = solveUpper(hessian, width, solveLower(hessian, width, gradient))
    weights = weights.map((weight, j) => weight + (step[j] as number))
  }
  return weights
}
