/** Held to reference values: the linear system of an absorbing chain. */
import { describe, expect, it } from 'vitest'
import { solveAbsorption } from './absorption.ts'
import { countTransitions } from './count-transitions.ts'
import { packJourneys } from './journeys.ts'

describe('absorption', () => {
  it('gives the chance that paper gives: start to a, then b or an end', () => {
    const paths = [
      { touches: [0, 1], conversions: 1, nulls: 1 },
      { touches: [0], conversions: 1, nulls: 3 },
    ]
    const chain = countTransitions(packJourneys(2, paths), 1)
    expect(solveAbsorption(chain, -1).probability).toBeCloseTo(1 / 3, 13)
    expect(solveAbsorption(chain, 1).probability).toBeCloseTo(1 / 6, 13)
    expect(solveAbsorption(chain, 0).probability).toBe(0)
  })
  it('brackets the solution, however long journeys repeat themselves', () => {
    const touches = Array.from({ length: 400 }, (_, i) => i % 2)
    const chain = countTransitions(packJourneys(2, [{ touches, conversions: 1, nulls: 2 }]), 1)
    const { probability, errorBound } = solveAbsorption(chain, -1)
    expect(Math.abs(probability - 1 / 3)).toBeLessThanOrEqual(errorBound + 1e-12)
    expect(errorBound).toBeLessThan(1e-13)
  })
})
