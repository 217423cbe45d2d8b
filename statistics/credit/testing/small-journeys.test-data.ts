/** Small journeys with known answers, and arbitrary ones, for the tests of attribution. */
import fc from 'fast-check'
import { type Path, packJourneys } from '../journeys.ts'

/** Four channels; 3, 2, 1 and 4 conversions. */
export const smallPaths: Path[] = [
  { touches: [0, 1, 2], conversions: 3, value: 30, nulls: 5 },
  { touches: [1, 1], conversions: 2, value: 10, nulls: 0 },
  { touches: [2], conversions: 1, value: 1, nulls: 9 },
  { touches: [0, 2, 0, 3], conversions: 4, value: 40, nulls: 4 },
]
export const small = packJourneys(4, smallPaths)

export const arbitraryPaths = fc.array(
  fc.record({
    touches: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
    conversions: fc.nat(20),
    value: fc.nat(100),
    nulls: fc.nat(20),
  }),
  { minLength: 1, maxLength: 12 },
)
