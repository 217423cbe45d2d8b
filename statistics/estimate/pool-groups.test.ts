/** Pooling agrees with the eight schools of the literature, covers, and refuses what is no estimate. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { drawApart, poolGroups } from './pool-groups.ts'

const effects = [28, 8, -3, 7, -1, 1, 18, 12]
const errors = [15, 10, 16, 11, 9, 11, 10, 18]

test('reference value: the eight schools (Gelman et al., Bayesian Data Analysis, table 5.3) to a point', () => {
  const pooled = poolGroups(
    effects,
    errors.map((error) => error ** 2),
    createGenerator('schools'),
    { level: 0.5, draws: 40_000 },
  )
  if (pooled.kind !== 'pooled') throw new Error(pooled.kind)
  // The table's quartiles of the posteriors.
  const quartiles = [
    [7, 16],
    [3, 12],
    [2, 11],
    [4, 11],
    [1, 10],
    [2, 10],
    [7, 15],
    [3, 13],
  ]
  for (const [i, [low = 0, high = 0]] of quartiles.entries()) {
    expect(Math.abs((pooled.groups[i]?.interval[0] ?? 0) - low)).toBeLessThan(1.2)
    expect(Math.abs((pooled.groups[i]?.interval[1] ?? 0) - high)).toBeLessThan(1.2)
  }
  expect(Math.abs(pooled.mean.value - 8)).toBeLessThan(0.6)
})

test('90% intervals of pooled groups hold the truth about as often as they say, and lie nearer to it than the raw ones', () => {
  const generator = createGenerator('cover')
  let [held, all, pooledError, rawError] = [0, 0, 0, 0]
  for (let turn = 0; turn < 150; turn++) {
    const truths = Array.from({ length: 6 }, () => drawNormal(generator, 1, 0.4))
    const raw = truths.map((truth) => drawNormal(generator, truth, 0.5))
    const pooled = poolGroups(
      raw,
      raw.map(() => 0.25),
      generator,
      { draws: 600 },
    )
    if (pooled.kind !== 'pooled') throw new Error(pooled.kind)
    for (const [i, truth] of truths.entries()) {
      const { value, interval } = pooled.groups[i] as { value: number; interval: [number, number] }
      all++
      if (interval[0] <= truth && truth <= interval[1]) held++
      pooledError += (value - truth) ** 2
      rawError += ((raw[i] as number) - truth) ** 2
    }
  }
  expect(held / all).toBeGreaterThan(0.86)
  expect(held / all).toBeLessThan(0.96)
  expect(pooledError).toBeLessThan(0.8 * rawError)
})

test('two groups are too few to be pooled, and stand apart; what is no variance is refused by its place', () => {
  expect(poolGroups([1, 2], [1, 1], createGenerator(1))).toEqual({ kind: 'too-little-data', have: 2, need: 3, unit: 'groups' })
  const { groups } = drawApart([1, 2], [1, 4], createGenerator(1), { level: 0.9 })
  expect(groups[1]?.interval[1]).toBeCloseTo(2 + 2 * 1.645, 2)
  expect(() => poolGroups([1, 2, 3], [1, 0, 1], createGenerator(1))).toThrow('Group 2: 0 is no variance')
})
