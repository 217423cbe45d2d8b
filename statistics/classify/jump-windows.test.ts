/** Windows are found where growth was planted, as long as it took. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { measureBaseline } from './growth-baseline.ts'
import { scanWindows } from './jump-windows.ts'

const drawLevels = (seed: string, factor: (day: number) => number, scale = 1) => {
  const generator = createGenerator(seed)
  let level = Math.log(1e6)
  return Float64Array.from({ length: 200 }, (_, day) => scale * Math.exp((level += 0.001 + 0.001 * drawNormal(generator))) * factor(day))
}
const days = Float64Array.from({ length: 200 }, (_, i) => i)

describe('windows of unusual growth', () => {
  it('cover a rise over six days, and its size', () => {
    const followers = drawLevels('six', (day) => 1 + 0.3 * Math.min(1, Math.max(0, (day - 100) / 6)))
    const [first] = scanWindows(measureBaseline(days, followers, 1), 1, 4)
    expect(first).toMatchObject({ from: 100, to: 106 })
    expect(first?.excess).toBeCloseTo(Math.log(1.3), 1)
  })

  it('run downwards for losses, and do not depend on the unit of counting', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 180 }),
        fc.double({ min: 0.5, max: 0.95, noNaN: true }),
        fc.constantFrom(1, 8, 64),
        (at, left, scale) => {
          const factor = (day: number) => (day >= at ? left : 1)
          const places = (times: number) =>
            scanWindows(measureBaseline(days, drawLevels('unit', factor, times), 1), -1, 6).map(({ from, to }) => [from, to])
          expect(places(scale)[0]).toEqual([at - 1, at])
          expect(places(scale)).toEqual(places(1))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('are none where nothing happens, and none overlap', () => {
    expect(
      scanWindows(
        measureBaseline(
          days,
          drawLevels('calm', () => 1),
          1,
        ),
        1,
        6,
      ),
    ).toEqual([])
    const many = scanWindows(
      measureBaseline(
        days,
        drawLevels('calm', () => 1),
        1,
      ),
      1,
      0.5,
    )
    const seen = new Set<number>()
    for (const { from, to } of many)
      for (let step = from; step < to; step++) {
        expect(seen.has(step)).toBe(false)
        seen.add(step)
      }
    expect(many.length).toBeGreaterThan(3)
    expect(scanWindows(measureBaseline(days.subarray(0, 1), Float64Array.of(3), 1), 1, 1)).toEqual([])
  })
})
