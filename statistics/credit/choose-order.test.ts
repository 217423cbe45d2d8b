/** Held to reference values: the choice of the order. */
import { describe, expect, it } from 'vitest'
import { chooseOrder } from './choose-order.ts'
import { small, smallPaths } from './testing/small-journeys.test-data.ts'
import { packJourneys } from './journeys.ts'

describe('the order', () => {
  it('stays at one where nothing but the last channel matters: every step ends half of the journeys', () => {
    const paths = [1, 2, 3].flatMap((length) =>
      Array.from({ length: 2 ** length }, (_, code) => ({
        touches: Array.from({ length }, (_touch, t) => (code >> t) & 1),
        conversions: 4 ** (4 - length),
        nulls: 4 ** (4 - length),
      })),
    )
    expect(chooseOrder(packJourneys(2, paths)).order).toBe(1)
  })
  it('rises where the outcome depends on two', () => {
    const paths = [0, 1].flatMap((first) =>
      [0, 1].map((second) => ({ touches: [first, second], conversions: first === second ? 90 : 10, nulls: first === second ? 10 : 90 })),
    )
    const { order, candidates } = chooseOrder(packJourneys(2, paths))
    expect(order).toBe(2)
    expect(candidates).toHaveLength(4)
  })
  it('gives the likelihood that a hand count gives', () => {
    const journeys = packJourneys(1, [{ touches: [0], conversions: 1, nulls: 3 }])
    expect(chooseOrder(journeys).candidates[0]?.logLikelihood).toBeCloseTo(Math.log(1 / 4) + 3 * Math.log(3 / 4), 12)
  })
  it('is not moved by the order of rows', () => {
    const turned = packJourneys(4, smallPaths.toReversed())
    expect(chooseOrder(turned, 2).order).toBe(chooseOrder(small, 2).order)
  })
})
