/** Tests of how hours are coloured. */
import { describe, expect, it } from 'vitest'
import type { Learning, SlotEstimate } from '../../../contract/learning.ts'
import { mapColour } from './map-colour.ts'

const slot = (gain: number, chanceBetter: number): SlotEstimate => ({
  weekday: 1,
  hour: 9,
  mean: 0.05,
  interval: [0.04, 0.06],
  n: 4,
  gain,
  gainInterval: [gain - 0.1, gain + 0.1],
  chanceBetter,
  strength: 'open',
})
const learning = (slots: SlotEstimate[], p: number) =>
  ({ slots, evidence: { tests: { slots: p, formats: 1 } } }) as unknown as Pick<Learning, 'slots' | 'evidence'>

describe('the colour of an hour', () => {
  it('is grey when its direction is a coin toss, and sure when it is not', () => {
    const colour = mapColour(learning([slot(0.5, 0.99)], 0.01))
    expect(colour(slot(0.5, 0.99)).uncertainty).toBeCloseTo(0.02)
    expect(colour(slot(0.5, 0.5)).uncertainty).toBe(1)
    expect(colour(slot(-0.3, 0.02)).uncertainty).toBeCloseTo(0.04)
  })

  it('is never bright where hours could not be told apart', () => {
    expect(mapColour(learning([slot(0.5, 0.99)], 0.4))(slot(0.5, 0.99)).uncertainty).toBe(0.5)
  })

  it('is grey where nobody posted within an hour, however sure the model is from farther away', () => {
    const week = Array.from({ length: 168 }, (_, i) => ({
      ...slot(0.5, 0.99),
      weekday: Math.floor(i / 24) + 1,
      hour: i % 24,
      n: i % 24 === 10 ? 9 : 0,
    }))
    const colour = mapColour(learning(week, 0.01))
    expect(week.slice(9, 12).map((each) => colour(each).uncertainty)).toEqual([
      expect.closeTo(0.02),
      expect.closeTo(0.02),
      expect.closeTo(0.02),
    ])
    expect(colour(week[13] as SlotEstimate).uncertainty).toBe(0.75)
  })

  it('fills the scale only when gains are large enough to matter', () => {
    expect(mapColour(learning([slot(0.05, 0.9)], 0.01))(slot(0.05, 0.9)).value).toBeLessThan(0.25)
    expect(mapColour(learning([slot(0.8, 0.9)], 0.01))(slot(0.8, 0.9)).value).toBeCloseTo(1)
  })
})
