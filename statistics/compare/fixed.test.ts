/** The fixed test against gbstats. */
import { expect, test } from 'vitest'
import { effectOf } from './effect.ts'
import { testFixed } from './fixed.ts'
import { referenceCases } from './reference.test-data.ts'

const close = (ours: number, theirs: number) => expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-6)

test.each(referenceCases)('it equals gbstats to six digits: case %#', ({ control, treatment, fixedRelative, fixedAbsolute }) => {
  for (const [scale, theirs] of [
    ['relative', fixedRelative],
    ['absolute', fixedAbsolute],
  ] as const) {
    const effect = effectOf(control, treatment, scale)
    if (effect === null) throw new Error('expected an effect')
    const ours = testFixed(effect)
    close(ours.estimate, theirs.estimate)
    close(ours.interval[0], theirs.interval[0])
    close(ours.interval[1], theirs.interval[1])
    close(ours.p, theirs.p)
  }
})
