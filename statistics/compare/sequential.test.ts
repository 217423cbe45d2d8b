/** The always-valid test against gbstats, and its promise under peeking. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { effectOf } from './effect.ts'
import { referenceCases } from './reference.test-data.ts'
import { testSequential } from './sequential.ts'

const close = (ours: number, theirs: number) => expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-6)

test.each(referenceCases)('it equals gbstats to six digits: case %#', ({ control, treatment, sequentialRelative }) => {
  const effect = effectOf(control, treatment, 'relative')
  if (effect === null) throw new Error('expected an effect')
  const ours = testSequential(effect, control.n + treatment.n)
  close(ours.interval[0], sequentialRelative.interval[0])
  close(ours.interval[1], sequentialRelative.interval[1])
  close(ours.p, sequentialRelative.p)
})

test('looking fifty times at nothing raises a false alarm in at most five of a hundred experiments', () => {
  const random = createGenerator(20261123)
  const experiments = 400
  let alarms = 0
  for (let experiment = 0; experiment < experiments; experiment++) {
    const conversions = [0, 0]
    let alarmed = false
    for (let look = 1; look <= 50; look++) {
      for (let unit = 0; unit < 100; unit++)
        for (const arm of [0, 1] as const) if (random.uniform() < 0.2) conversions[arm] = (conversions[arm] ?? 0) + 1
      const n = look * 100
      const [a, b] = conversions.map((count) => ({ n, mean: count / n, variance: (count / n) * (1 - count / n) }))
      const effect = a && b ? effectOf(a, b, 'absolute') : null
      if (effect !== null && testSequential(effect, 2 * n).p < 0.05) alarmed = true
    }
    if (alarmed) alarms += 1
  }
  // The promise is 5%; three standard errors of 400 experiments stand above it.
  expect(alarms / experiments).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / experiments))
})

test('a huge effect has a p value of zero, not of infinity', () => {
  expect(testSequential({ estimate: 1e6, variance: 1e-9, degreesOfFreedom: 10 }, 100).p).toBe(0)
})
