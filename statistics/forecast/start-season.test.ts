/** Held to series made by hand, whose season is known. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { findSeason, isSeasonal, startFrom } from './start-season.ts'

const pattern = [3, -1, -2, 0]

describe('a season', () => {
  it('that adds is found exactly on a straight line', () => {
    const values = Array.from({ length: 24 }, (_, t) => 10 + 0.5 * t + (pattern[t % 4] as number))
    expect(Array.from(findSeason(values, 4, 'additive') ?? [])).toEqual(pattern.map((value) => expect.closeTo(value, 10)))
  })
  it('that multiplies averages one', () => {
    const values = Array.from({ length: 24 }, (_, t) => 100 * (1 + (pattern[t % 4] as number) / 10))
    const found = Array.from(findSeason(values, 4, 'multiplicative') ?? [])
    expect(found.reduce((a, b) => a + b, 0) / 4).toBeCloseTo(1, 12)
    expect((found[0] as number) / (found[1] as number)).toBeCloseTo(1.3 / 0.9, 10)
  })
  it('is not there where a place was never seen, or what multiplies is not above zero', () => {
    expect(findSeason([1, 2, 3], 12, 'additive')).toBeNull()
    expect(findSeason([1, -1, 1, -1, 1, -1, 1, -1], 2, 'multiplicative')).toBeNull()
  })
  it('is told from noise, at 90%', () => {
    const source = createGenerator('season')
    const noise = (height: number) => Float64Array.from({ length: 84 }, (_, t) => height * (pattern[t % 4] as number) + drawNormal(source))
    expect(isSeasonal(noise(1), 4)).toBe(true)
    const alarms = Array.from({ length: 400 }, () => isSeasonal(noise(0), 4)).filter(Boolean).length
    expect(alarms / 400).toBeLessThan(0.16)
    expect(isSeasonal([1, 2, 3, 4], 2)).toBe(false)
  })
  it('gives smoothing a straight line to begin with', () => {
    const { level, slope } = startFrom([5, 7, 9, 11], 'none', Float64Array.of(0), 4)
    expect([level, slope]).toEqual([expect.closeTo(3, 12), expect.closeTo(2, 12)])
  })
})
