/** Held to its promise on noise of several kinds, and to planted shifts: the watch over many series. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { payOut, type SharedAlarm, startTogether, watchDay } from './watch-together.ts'

const run = (count: number, days: number, draw: (series: number, day: number) => number, promise = 365) => {
  let watch = startTogether(count, { daysBetweenFalseAlarms: promise })
  const alarms: (SharedAlarm & { day: number })[] = []
  for (let day = 0; day < days; day++) {
    const next = watchDay(
      watch,
      Array.from({ length: count }, (_, series) => draw(series, day)),
    )
    watch = next.watch
    alarms.push(...next.alarms.map((alarm) => ({ ...alarm, day })))
  }
  return alarms
}
/** Days to the first false alarm of eight series, at most `most`: a lower bound of the mean. */
const calm = (seeds: number, promise: number, most: number, drawOf: (seed: number) => (series: number, day: number) => number) => {
  const first = Array.from({ length: seeds }, (_, seed) => run(8, most, drawOf(seed), promise)[0]?.day ?? most)
  return first.reduce((a, b) => a + b, 0) / seeds
}

describe('the watch over many series', () => {
  it('adds up evidence as Shiryaev and Roberts do', () => {
    // Ranks by hand: 1 has p = 1; 2 is the highest of two, p up = 1/2, p down = 1.
    let watch = startTogether(1)
    for (const value of [1, 2]) watch = watchDay(watch, [value]).watch
    const steepest = watch.series[0]?.wagers.filter(({ power }) => power === 0.1).map(({ evidence }) => evidence)
    expect(steepest?.[0]).toBeCloseTo((0.1 + 1) * 0.1 * 0.5 ** -0.9, 12)
    expect(steepest?.[1]).toBeCloseTo((0.1 + 1) * 0.1, 12)
  })
  it('stakes on ranks what nobody can win by chance', () => {
    for (const power of [0.1, 0.3, 0.6])
      for (const n of [1, 2, 7, 60, 400]) {
        const mean = Array.from({ length: n }, (_, i) => payOut((i + 1) / n, power)).reduce((a, b) => a + b, 0) / n
        expect(mean).toBeLessThanOrEqual(1)
      }
  })
  it('keeps its promise on noise with heavy tails, and where all series move together', () => {
    const heavy = calm(40, 60, 240, (seed) => {
      const generator = createGenerator(`heavy ${seed}`)
      return () => drawNormal(generator) / Math.max(0.05, Math.abs(drawNormal(generator)))
    })
    const together = calm(40, 60, 240, (seed) => {
      const generator = createGenerator(`together ${seed}`)
      let [shared, last] = [0, -1]
      return (_, day) => {
        if (day !== last) [shared, last] = [drawNormal(generator), day]
        return shared
      }
    })
    expect(heavy).toBeGreaterThan(60)
    expect(together).toBeGreaterThan(60)
  })
  it('mostly finds a shift of three deviations of one among twenty series within seven days, and tells it once', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => {
      const generator = createGenerator(`shift ${seed}`)
      return run(20, 150, (series, day) => drawNormal(generator) + (series === 3 && day >= 120 ? -3 : 0))
    })
    const right = runs.flatMap((alarms) => alarms.filter(({ series, day }) => series === 3 && day >= 120))
    // 40 brands of 150 days may raise 16 false alarms by the promise of 365 days.
    expect(runs.flat().length - right.length).toBeLessThanOrEqual((40 * 150) / 365)
    expect(right).toHaveLength(40)
    expect(right.every(({ direction, strength }) => direction === 'down' && strength >= 1)).toBe(true)
    // 82% of 60 other seeds: the bounds leave room for chance, and none for a watch that sleeps.
    expect(right.filter(({ day }) => day < 127).length).toBeGreaterThanOrEqual(26)
    expect(right.filter(({ since }) => Math.abs(since - 120) <= 3).length).toBeGreaterThanOrEqual(26)
  })
  it('stays silent over a constant series, a gap and one outlier', () => {
    expect(run(1, 400, () => 5)).toEqual([])
    const generator = createGenerator('gap')
    const draw = (_: number, day: number) => (day > 40 && day < 80 ? Number.NaN : day === 100 ? 1e12 : drawNormal(generator))
    expect(run(1, 150, draw)).toEqual([])
  })
  it('does not change the state handed in, and says what it cannot take', () => {
    const watch = startTogether(2)
    watchDay(watch, [1, 2])
    expect(watch).toEqual(startTogether(2))
    expect(() => watchDay(watch, [1])).toThrow('1 values came for 2 series')
    expect(() => watchDay(watch, [1, Number.POSITIVE_INFINITY])).toThrow('series 2 is infinite')
    expect(() => startTogether(0)).toThrow(RangeError)
    expect(() => startTogether(1, { daysBetweenFalseAlarms: Number.NaN })).toThrow(RangeError)
  })
})
