/** Held to the exact conditional distribution: draws the hidden states of a linear Gaussian model of one series. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { layOut } from './bsts-draws.ts'
import { createStateSampler } from './kalman-simulate.ts'

/** Solves A·x = b by elimination. */
const solve = (matrix: number[][], b: number[]): number[] => {
  const rows = matrix.map((row, i) => [...row, b[i] as number])
  const n = b.length
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] as number[]
    for (let j = 0; j < n; j++) {
      if (j === i) continue
      const other = rows[j] as number[]
      const share = (other[i] as number) / (pivot[i] as number)
      for (let k = i; k <= n; k++) other[k] = (other[k] as number) - share * (pivot[k] as number)
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number))
}

const draws = 20_000
const sample = (series: number[], take: (states: Float64Array) => number, shape: Parameters<typeof layOut>[0], state: number[]) => {
  const model = layOut(shape, 1, 0)
  const sampler = createStateSampler(model, series.length)
  const generator = createGenerator(1)
  let [sum, squares] = [0, 0]
  for (let d = 0; d < draws; d++) {
    const value = take(sampler.draw(series, { noise: 0.5, state: Float64Array.from(state) }, generator))
    sum += value
    squares += value ** 2
  }
  const centre = sum / draws
  return { mean: centre, variance: squares / draws - centre ** 2 }
}

describe('the simulation smoother', () => {
  it('draws a level with the mean and variance of the normal distribution given the observations, a gap among them', () => {
    const series = [1.2, 0.7, Number.NaN, 2.1, 1.9]
    const seen = [0, 1, 3, 4]
    const q = 0.3
    // cov(level s, level t) = start variance + q · min(s, t); the mean of all is 1.
    const cover = (s: number, t: number) => 1 + q * Math.min(s, t)
    const matrix = seen.map((s) => seen.map((t) => cover(s, t) + (s === t ? 0.5 : 0)))
    for (const at of [0, 2, 4]) {
      const across = seen.map((t) => cover(at, t))
      const weights = solve(matrix, across)
      const exact = {
        mean: 1 + weights.reduce((sum, weight, i) => sum + weight * ((series[seen[i] as number] as number) - 1), 0),
        variance: cover(at, at) - weights.reduce((sum, weight, i) => sum + weight * (across[i] as number), 0),
      }
      const ours = sample(series, (states) => states[at] as number, { kind: 'level', season: 0 }, [q])
      expect(Math.abs(ours.mean - exact.mean)).toBeLessThan(4 * Math.sqrt(exact.variance / draws))
      expect(ours.variance / exact.variance).toBeCloseTo(1, 1)
    }
  })

  it('with trend and season agrees with the same normal distribution built from its transition', () => {
    const shape = { kind: 'trend', season: 3 } as const
    const state = [0.2, 0.01, 0.1, 0]
    const model = layOut(shape, 1, 0)
    const m = model.size
    const series = [1, 1.5, 0.2, 1.9, Number.NaN, 0.9]
    const n = series.length
    // Powers of T, then cov(α(s), α(t)) as the sum over starts and steps.
    const times = (a: number[][], b: number[][]) =>
      a.map((row) => (b[0] as number[]).map((_, j) => row.reduce((sum, v, k) => sum + v * ((b[k] as number[])[j] as number), 0)))
    const identity = Array.from({ length: m }, (_, i) => Array.from({ length: m }, (__, j) => Number(i === j)))
    const T = Array.from({ length: m }, (_, i) => Array.from(model.transition.slice(i * m, (i + 1) * m)))
    const powers = [identity]
    for (let i = 1; i < n; i++) powers.push(times(T, powers[i - 1] as number[][]))
    const observed = (power: number[][], k: number) =>
      power.reduce((sum, row, i) => sum + (model.observe[i] as number) * (row[k] as number), 0)
    const cover = (s: number, t: number) => {
      let sum = 0
      for (let k = 0; k < m; k++) {
        sum += observed(powers[s] as number[][], k) * observed(powers[t] as number[][], k)
        for (let u = 1; u <= Math.min(s, t); u++)
          sum += (state[k] as number) * observed(powers[s - u] as number[][], k) * observed(powers[t - u] as number[][], k)
      }
      return sum
    }
    const seen = [0, 1, 2, 3, 5]
    const weights = solve(
      seen.map((s) => seen.map((t) => cover(s, t) + (s === t ? 0.5 : 0))),
      seen.map((t) => cover(4, t)),
    )
    const exact = {
      mean: 1 + weights.reduce((sum, weight, i) => sum + weight * ((series[seen[i] as number] as number) - 1), 0),
      variance: cover(4, 4) - weights.reduce((sum, weight, i) => sum + weight * cover(4, seen[i] as number), 0),
    }
    const ours = sample(series, (states) => model.observe.reduce((sum, z, i) => sum + z * (states[4 * m + i] as number), 0), shape, state)
    expect(Math.abs(ours.mean - exact.mean)).toBeLessThan(4 * Math.sqrt(exact.variance / draws))
    expect(ours.variance / exact.variance).toBeCloseTo(1, 1)
  })
})
