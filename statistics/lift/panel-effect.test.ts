/** Held to planted effects (a factor model as in Abadie et al. 2010), to units and order, and to its refusals. */
import { describe, expect, it } from 'vitest'
import { plantedPanel } from './panel-effect.test-data.ts'
import { estimatePanelEffect, type PanelEffect } from './panel-effect.ts'
import type { PanelMethod } from './panel-weights.ts'

const must = (answer: ReturnType<typeof estimatePanelEffect>): PanelEffect => {
  if (answer.kind !== 'effect') throw new Error(answer.kind)
  return answer
}
const methods: PanelMethod[] = ['sdid', 'sc', 'dsc', 'asc', 'did']
const panel = plantedPanel('planted', { units: 24, times: 40, treated: 1, start: 30, effect: 12 })

describe('an effect on a panel', () => {
  it.each(methods)('%s holds the planted effect, and says how sure it is', (method) => {
    const { effect, diagnostics, byPeriod } = must(estimatePanelEffect(panel, { method, level: 0.99 }))
    expect(effect.interval[0]).toBeLessThan(12)
    expect(effect.interval[1]).toBeGreaterThan(12)
    expect(effect.cumulative.value).toBeCloseTo(10 * effect.average, 9)
    expect(diagnostics).toMatchObject({ treatedUnits: 1, controls: 23, timesBefore: 30, timesAfter: 10, placebos: 23 })
    expect(byPeriod[35]?.effect).toBeCloseTo((byPeriod[35]?.observed ?? 0) - (byPeriod[35]?.expected ?? 0), 9)
  })
  it('sdid sees a clear effect as none of its placebos does', () => {
    expect(must(estimatePanelEffect(panel, { method: 'sdid' })).effect.p).toBeCloseTo(1 / 24, 12)
  })
  it('says the same in another unit, and of rows moved up or down together', () => {
    const plain = must(estimatePanelEffect(panel, { method: 'sdid' })).effect
    const scaled = must(estimatePanelEffect({ ...panel, outcomes: panel.outcomes.map((value) => 8 * value) }, { method: 'sdid' })).effect
    const moved = must(estimatePanelEffect({ ...panel, outcomes: panel.outcomes.map((value) => value + 1000) }, { method: 'sdid' })).effect
    expect(scaled.average / 8).toBeCloseTo(plain.average, 6)
    expect(moved.average).toBeCloseTo(plain.average, 6)
    expect(scaled.p).toBe(plain.p)
  })
  it('draws placebos of several units by its seed, the same each time', () => {
    const several = plantedPanel('several', { units: 20, times: 24, treated: 3, start: 18, effect: 0 })
    const [first, second] = [0, 1].map(() => must(estimatePanelEffect(several, { method: 'dsc', placebos: 60 })))
    expect(first).toEqual(second)
    expect(first?.diagnostics.placebos).toBe(60)
  })
  it('has no answer without enough controls, times or variation, and refuses what is not finite', () => {
    const few = plantedPanel('few', { units: 3, times: 10, treated: 2, start: 6, effect: 0 })
    expect(estimatePanelEffect(few, { method: 'did' })).toEqual({ kind: 'too-little-data', have: 1, need: 4, unit: 'controls' })
    expect(
      estimatePanelEffect(plantedPanel('short', { units: 6, times: 5, treated: 1, start: 1, effect: 0 }), { method: 'did' }),
    ).toMatchObject({ unit: 'times-before' })
    expect(estimatePanelEffect({ ...panel, outcomes: panel.outcomes.map(() => 7) }, { method: 'sc' })).toMatchObject({
      kind: 'no-variation',
    })
    const broken = Float64Array.from(panel.outcomes)
    broken[41] = Number.POSITIVE_INFINITY
    expect(() => estimatePanelEffect({ ...panel, outcomes: broken }, { method: 'did' })).toThrow('unit 1 has no finite value at 1')
  })
})
