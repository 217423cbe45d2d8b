/** Held to reference values: the week as 168 slots (weekday × hour) written in smooth, cyclic features, so that neighbouring hours lend each other strength. */
import { describe, expect, it } from 'vitest'
import { slotCount, slotFeatures } from './slot-features.ts'

const { values, count, groups } = slotFeatures()
const row = (slot: number) => values.subarray(slot * count, (slot + 1) * count)
const covariance = (a: number, b: number, group: string) =>
  groups.reduce((sum, g, f) => (g === group ? sum + (row(a)[f] as number) * (row(b)[f] as number) : sum), 0)

describe('the features of the week', () => {
  it('give every group variance 1 in every slot', () => {
    for (const group of ['hour', 'day', 'both']) {
      for (const slot of [0, 5, 77, 167]) expect(covariance(slot, slot, group)).toBeCloseTo(1, 1)
      let mean = 0
      for (let slot = 0; slot < slotCount; slot++) mean += covariance(slot, slot, group) / slotCount
      expect(mean).toBeCloseTo(1, group === 'hour' ? 1 : 10)
    }
  })

  it('make 23:00 and 00:00 as near as 11:00 and 12:00, and opposite hours unlike', () => {
    expect(covariance(23, 0, 'hour')).toBeCloseTo(covariance(11, 12, 'hour'), 10)
    expect(covariance(11, 12, 'hour')).toBeGreaterThan(0.7)
    expect(covariance(0, 12, 'hour')).toBeLessThan(0)
  })

  it('make the days exchangeable: each pair covaries by -1/6', () => {
    for (const other of [1, 3, 6]) expect(covariance(0, other * 24, 'day')).toBeCloseTo(-1 / 6, 10)
  })

  it('sum to zero over the week, so that an effect is a departure from the average', () => {
    for (let f = 0; f < count; f++) {
      let sum = 0
      for (let slot = 0; slot < slotCount; slot++) sum += row(slot)[f] as number
      expect(sum).toBeCloseTo(0, 9)
    }
  })
})
