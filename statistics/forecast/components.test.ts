/** Held to what each part must foresee of series without noise, and to knowing nothing of what comes after its origin. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { changesComponent, longSeasonComponent, thetaComponent } from './components.ts'

const source = createGenerator('components')
const walk = (() => {
  let level = 200
  return Float64Array.from({ length: 150 }, () => (level += 0.5 + drawNormal(source)))
})()

describe('the parts of a forecast', () => {
  it('theta adds half the slope of the line to smoothing', () => {
    const line = Float64Array.from({ length: 60 }, (_, t) => 100 + 2 * t)
    const [row] = thetaComponent(line)?.foresee([60], 3) ?? []
    // Smoothing follows a line at once (alpha near one): the last value, then one a step: Hyndman & Billah 2003, equation 4.
    expect(Array.from(row ?? [])).toEqual([219, 220, 221].map((value) => expect.closeTo(value, 0)))
  })
  it('an autoregression finds the coefficient of changes that depend on the one before', () => {
    const draws = createGenerator('autoregression')
    let [change, level] = [0, 1000]
    const values = Float64Array.from({ length: 3000 }, () => {
      change = 0.6 * change + drawNormal(draws)
      return (level += change)
    })
    const [row] = changesComponent(values)?.foresee([3000], 2) ?? []
    const last = (values[2999] as number) - (values[2998] as number)
    expect((row?.[0] as number) - (values[2999] as number)).toBeCloseTo(0.6 * last, 0)
  })
  it('a long season is repeated, also when it multiplies', () => {
    const season = (t: number) => 100 * Math.exp(0.3 * Math.sin((2 * Math.PI * t) / 52))
    const values = Float64Array.from({ length: 260 }, (_, t) => season(t))
    const [row] = longSeasonComponent(values, 52)?.foresee([260], 26) ?? []
    row?.forEach((value, h) => expect(value / season(260 + h)).toBeCloseTo(1, 2))
  })
  it('foresee from several places at once what they foresee from each alone', () => {
    const parts = [thetaComponent(walk), changesComponent(walk), longSeasonComponent(walk, 30)]
    for (const part of parts) {
      const together = part?.foresee([90, 100, 150], 5) ?? []
      expect(together).toHaveLength(3)
      ;[90, 100, 150].forEach((origin, index) => expect(together[index]).toEqual(part?.foresee([origin], 5)[0]))
    }
  })
  it('decline what is too short', () => {
    expect(thetaComponent(Float64Array.of(1, 2))).toBeNull()
    expect(changesComponent(Float64Array.of(1, 2, 3, 4))).toBeNull()
    expect(
      longSeasonComponent(
        Float64Array.from({ length: 100 }, (_, t) => t),
        52,
      ),
    ).toBeNull()
  })
})
