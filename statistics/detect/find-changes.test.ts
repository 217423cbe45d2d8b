/** Held to reference values: change points. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { findChanges } from './find-changes.ts'

/** Annual flow of the Nile at Aswan, 1871–1970, in 10⁸ m³ (Cobb 1978, Biometrika 65(2); R's datasets::Nile). */
const nile = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250,
  1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821,
  768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860,
  874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]
const noise = (seed: number | string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}
const changesOf = (series: ArrayLike<number>) => {
  const found = findChanges(series)
  return found.kind === 'changes' ? found.changes : []
}
const stepped = (seed: number | string) => noise(seed, 120).map((value, i) => value + (i < 50 ? 0 : 4))

describe('change points', () => {
  it('find the one change of the Nile, 1899, where Cobb (1978) found it, and its size of about −250', () => {
    const changes = changesOf(nile)
    expect(changes.map(({ index }) => index)).toEqual([28])
    const [change] = changes
    expect(change?.interval[0]).toBeLessThanOrEqual(28)
    expect(change?.interval[1]).toBeGreaterThanOrEqual(28)
    expect(change?.before).toBeCloseTo(1098, -1.5)
    expect(change?.shift.interval[0]).toBeLessThan(-248)
    expect(change?.shift.interval[1]).toBeGreaterThan(-248)
  })

  it('place a step without noise exactly', () => {
    const [change] = changesOf([...Array<number>(20).fill(0), ...Array<number>(20).fill(10)])
    expect(change).toMatchObject({ index: 20, interval: [20, 20] })
    expect(change?.shift.value).toBeCloseTo(10, 10)
  })

  it('keep the place of missing values', () => {
    const series = stepped('gaps')
    for (const i of [3, 4, 5, 20, 21, 60, 61, 62, 63]) series[i] = Number.NaN
    expect(Math.abs((changesOf(series)[0]?.index ?? 0) - 50)).toBeLessThanOrEqual(1)
    expect(findChanges(series)).toMatchObject({ n: 111, missing: 9 })
  })

  it('are not made by a week of seven different days, nor hidden by it', () => {
    const week = [0, 4, 1, 7, 3, 12, 9]
    const still = noise('week', 140).map((value, i) => value + (week[i % 7] as number))
    expect(findChanges(still)).toMatchObject({ period: 7, changes: [] })
    const moved = changesOf(still.map((value, i) => value + (i < 70 ? 0 : 4)))
    expect(moved).toHaveLength(1)
    expect(Math.abs((moved[0]?.index ?? 0) - 70)).toBeLessThanOrEqual(2)
  })

  it('say what is missing when there is too little, and nothing of a constant', () => {
    expect(findChanges([1, 2, 3])).toEqual({ kind: 'too-little-data', have: 3, need: 10 })
    expect(findChanges(Array<number>(50).fill(7))).toMatchObject({ changes: [], n: 50 })
    expect(() => findChanges([1, 2, Number.POSITIVE_INFINITY])).toThrow(/Value 3 is infinite/)
  })

  it('are found between stretches of more values than a function takes arguments', () => {
    const long = noise('long', 200_000).map((value, i) => value + (i < 130_000 ? 0 : 4))
    const changes = changesOf(long)
    expect(changes).toHaveLength(1)
    expect(Math.abs((changes[0]?.index ?? 0) - 130_000)).toBeLessThanOrEqual(2)
  })

  it('do not depend on the unit or the zero of the series', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.integer({ min: -10_000, max: 10_000 }),
        (seed, scale, zero) => {
          const series = stepped(seed)
          const moved = changesOf(series.map((value) => zero + scale * value))
          expect(moved.map(({ index, interval }) => ({ index, interval }))).toEqual(
            changesOf(series).map(({ index, interval }) => ({ index, interval })),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it('mirror when the series is turned upside down', () => {
    fc.assert(
      fc.property(fc.nat(50), (seed) => {
        const series = stepped(seed)
        const turned = changesOf(series.map((value) => -value)).map(({ index, shift }) => [index, -shift.value])
        changesOf(series).forEach(({ index, shift }, i) => {
          expect(turned[i]?.[0]).toBe(index)
          expect(turned[i]?.[1]).toBeCloseTo(shift.value, 8)
        })
      }),
      { numRuns: 20 },
    )
  })
})
