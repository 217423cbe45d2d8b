/** Shared moves are counted against chance, by hand. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawPoisson } from '../random/poisson.ts'
import { measureBaseline } from './growth-baseline.ts'
import { weighPanel } from './jump-panel.ts'

const days = Float64Array.from({ length: 120 }, (_, i) => i)
const account = (seed: number, loss: number) => {
  const generator = createGenerator(`panel/${seed}`)
  let followers = 50_000
  return measureBaseline(
    days,
    Float64Array.from({ length: 120 }, (_, day) => {
      followers += drawPoisson(generator, 30)
      return Math.round(followers * (day >= 80 ? 1 - loss : 1))
    }),
    1,
  )
}

describe('others of the same network', () => {
  it('that all lost on the day are counted, with their middle loss', () => {
    const panel = weighPanel(
      [0.02, 0.05, 0.06, 0.08].map((loss, i) => account(i, loss)),
      79,
      80,
      -1,
    )
    expect(panel).toMatchObject({ others: 4, moved: 4, change: expect.closeTo(-0.055, 2) })
    // Four of four at 3% each: 0.03⁴.
    expect(panel.p).toBeCloseTo(0.03 ** 4, 12)
  })

  it('that did not move say nothing, and neither do those without readings then', () => {
    expect(weighPanel([account(1, 0), account(2, 0)], 79, 80, -1)).toMatchObject({ others: 2, moved: 0, p: 1 })
    expect(weighPanel([account(1, 0.5)], 400, 401, -1)).toEqual({ others: 0, moved: 0, change: null, p: 1 })
    expect(weighPanel([], 1, 2, 1)).toEqual({ others: 0, moved: 0, change: null, p: 1 })
  })

  it('that moved the other way are not of the same move', () => {
    expect(weighPanel([account(1, 0.1), account(2, 0.1)], 79, 80, 1).moved).toBe(0)
  })
})
