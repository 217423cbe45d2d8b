/** The posterior of an effect against gbstats. */
import { expect, test } from 'vitest'
import { posteriorOf } from './bayesian.ts'
import { effectOf } from './effect.ts'
import { referenceCases } from './reference.test-data.ts'

const close = (ours: number, theirs: number) => expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-4)

test.each(referenceCases)('it equals gbstats to four digits, flat and with a prior: case %#', ({ control, treatment, flat, informed }) => {
  const effect = effectOf(control, treatment, 'relative')
  if (effect === null) throw new Error('expected an effect')
  for (const [theirs, prior] of [
    [flat, null],
    [informed, { mean: 0, deviation: 0.3 }],
  ] as const) {
    const ours = posteriorOf(effect, { prior })
    close(ours.interval[0], theirs.interval[0])
    close(ours.interval[1], theirs.interval[1])
    close(ours.chance, theirs.chance)
    close(ours.risk.keep, theirs.keep)
    close(ours.risk.choose, theirs.choose)
  }
})

test('the difference of the two risks is the estimate itself', () => {
  const posterior = posteriorOf({ estimate: 0.12, variance: 0.05, degreesOfFreedom: 9 })
  expect(posterior.risk.keep - posterior.risk.choose).toBeCloseTo(0.12, 12)
})
