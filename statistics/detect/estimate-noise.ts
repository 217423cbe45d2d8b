/** How noisy a series is and how much each value leans on the one before, whatever shifts there are in it. */
import { median } from '../describe/median.ts'

export interface Noise {
  /** Correlation of neighbours, from 0 to the highest allowed. */
  dependence: number
  /** Variance of what is new in each value; 0 for a series without noise. */
  variance: number
}

/** The share of differences left out: those that shifts may have made. */
const trimmed = 0.1
const chiMedian = 0.45493642311957283
const square = (value: number) => value * value
const meanSquare = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length)
const differences = (values: ArrayLike<number>, lag: number) =>
  Array.from({ length: Math.max(0, values.length - lag) }, (_, i) => (values[i + lag] as number) - (values[i] as number))

/** Mean square without the largest (one at least): what shifts add is among them. */
const trimmedMeanSquare = (values: number[], share: number) => {
  const squares = Float64Array.from(values, square).sort()
  const kept = squares.subarray(0, squares.length - Math.max(1, Math.ceil(squares.length * share)))
  return kept.reduce((a, b) => a + b, 0) / Math.max(1, kept.length)
}

/**
 * Dependence of order one from the trimmed mean squares of differences at lags 2 and 1, which few shifts cannot move, raised by 1/√n so that
 * short series are not taken for independent; the variance from differences of what is left, between the robust and the plain answer.
 * Source: Chakar, Lebarbier, Lévy-Leduc & Robin 2017, Bernoulli 23(2), doi:10.3150/15-BEJ782 (their ratio, on trimmed means).
 * Cost: O(n log n).
 */
export const estimateNoise = (values: ArrayLike<number>, highest: number): Noise => {
  const n = values.length
  const steps = differences(values, 1)
  const near = trimmedMeanSquare(steps, trimmed)
  if (!(median(steps.map(square)) > 0 && near > 0)) return { dependence: 0, variance: trimmedMeanSquare(steps, 0.05) / 2 }
  const raised = trimmedMeanSquare(differences(values, 2), trimmed) / near - 1 + 1 / Math.sqrt(n)
  const dependence = Math.min(highest, Math.max(0, raised))
  return { dependence, variance: varianceGiven(values, dependence) }
}

/** The variance of what is new in each value, when the dependence is known. Cost: O(n log n). */
export const varianceGiven = (values: ArrayLike<number>, dependence: number): number => {
  const fresh = Array.from({ length: values.length - 1 }, (_, i) => (values[i + 1] as number) - dependence * (values[i] as number))
  const steps = differences(fresh, 1)
  const robust = Math.sqrt(median(steps.map(square)) / chiMedian / 2)
  const plain = Math.sqrt(meanSquare(steps) / 2)
  return robust > 0 ? robust * plain : plain * plain
}
