/** Held to what each method is by definition, worked by hand; the published examples are in evaluation/lift (Arkhangelsky et al. 2021, table 1). */
import { describe, expect, it } from 'vitest'
import { toPanel } from './panel.ts'
import { averageEffect, findPanelWeights, gapsOf, noiseOf } from './panel-weights.ts'
import { plantedPanel } from './panel-effect.test-data.ts'

const series: Record<string, number[]> = { treated: [10, 12, 20], a: [4, 6, 8], b: [1, 1, 5] }
const panel = toPanel(
  Object.entries(series).flatMap(([unit, values]) =>
    values.map((value, time) => ({ unit, time: String(time), value, treated: unit === 'treated' && time === 2 })),
  ),
)
if ('kind' in panel) throw new Error(panel.kind)

describe('panel weights', () => {
  it('of a difference in differences are even, and its effect is the one of the textbook', () => {
    const weights = findPanelWeights(panel, 'did')
    expect([Array.from(weights.units), Array.from(weights.times)]).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ])
    // (20 − 11) − (6.5 − 3): the change of the treated less that of the controls.
    expect(averageEffect(panel, gapsOf(panel, weights))).toBeCloseTo(9 - 3.5, 12)
  })
  it('of a demeaned control follow the unit that moves alike, whatever its level', () => {
    const { units } = findPanelWeights(panel, 'dsc')
    expect(Array.from(units)).toEqual([1, 0])
    expect(averageEffect(panel, gapsOf(panel, findPanelWeights(panel, 'dsc')))).toBeCloseTo(20 - (11 + 8 - 5), 12)
  })
  it('are shares for sdid and sc, and may lie below zero only where they are augmented', () => {
    const large = plantedPanel('weights', { units: 15, times: 30, treated: 1, start: 22, effect: 0 })
    for (const method of ['sdid', 'sc', 'dsc'] as const) {
      const { units } = findPanelWeights(large, method)
      expect(units.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      expect(units.every((weight) => weight >= 0)).toBe(true)
    }
    const { units } = findPanelWeights(large, 'asc')
    expect(units.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6)
  })
  it('come out alike, fast or step by step', () => {
    const large = plantedPanel('fast', { units: 20, times: 40, treated: 2, start: 30, effect: 5 })
    for (const method of ['sdid', 'sc'] as const) {
      const [slow, fast] = [false, true].map((quick) => averageEffect(large, gapsOf(large, findPanelWeights(large, method, quick))))
      expect(Math.abs((slow as number) - (fast as number))).toBeLessThan(0.2)
    }
  })
  it('measure noise as the deviation of changes among controls before the start', () => {
    // Changes 2 (a) and 0 (b): deviation √2.
    expect(noiseOf(panel)).toBeCloseTo(Math.SQRT2, 12)
  })
})
