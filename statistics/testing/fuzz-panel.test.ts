/** Hostile input for panels, geo experiments and the weights they rest on. */
import fc from 'fast-check'
import { test } from 'vitest'
import { estimateGeoRegression } from '../lift/geo-regression.ts'
import { toPanel } from '../lift/panel.ts'
import { estimatePanelEffect } from '../lift/panel-effect.ts'
import { averageEffect, findPanelWeights, gapsOf, noiseOf } from '../lift/panel-weights.ts'
import { fitSimplexExactly, fitSimplexWeights, sparsify } from '../lift/simplex-weights.ts'
import { estimateTimeRegression } from '../lift/time-regression.ts'
import { fuzz, hostileArray, hostileNumber, roughNumber } from './hostile.ts'

const method = fc.constantFrom('sdid', 'sc', 'dsc', 'asc', 'did') as fc.Arbitrary<'sdid' | 'sc' | 'dsc' | 'asc' | 'did'>
const calm = fc.double({ min: -1e4, max: 1e4, noNaN: true })

test('panels: a hole is named, an answer is finite', () => {
  for (const value of [calm, roughNumber, hostileNumber])
    fuzz(
      [
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        fc.array(value, { minLength: 63, maxLength: 63 }),
        method,
      ],
      (units, times, start, values, by) => {
        const rows = Array.from({ length: units * times }, (_, i) => ({
          unit: String(i % units),
          time: String(Math.floor(i / units)),
          value: values[i] as number,
          treated: i % units === 0 && Math.floor(i / units) >= start,
        }))
        const panel = toPanel(rows)
        if ('kind' in panel) return panel
        const answer = estimatePanelEffect(panel, { method: by, placebos: 5 })
        if (answer.kind !== 'effect' || !values.every((one) => Math.abs(one) <= 1e4)) return 'finite enough'
        return [answer.effect, noiseOf(panel), averageEffect(panel, gapsOf(panel, findPanelWeights(panel, by)))]
      },
      { runs: 60 },
    )
})

test('geo experiments', () => {
  fuzz([hostileArray(20), hostileArray(20), hostileArray(20)], (before, during, addedCost) =>
    estimateGeoRegression({ before, during, addedCost }),
  )
  const six = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 6, maxLength: 6 })
  fuzz([six, six, six], (before, during, addedCost) => estimateGeoRegression({ before, during, addedCost }))
  fuzz([hostileArray(20), hostileArray(20), hostileNumber], (treated, control, start) =>
    estimateTimeRegression({ treated, control, start }),
  )
  fuzz([six, six], (treated, control) => estimateTimeRegression({ treated, control, start: 4, cost: 3 }))
})

test('weights on the simplex', () => {
  fuzz([fc.array(calm, { minLength: 24, maxLength: 24 }), fc.boolean()], (values, intercept) => {
    const matrix = Float64Array.from(values)
    const slow = fitSimplexWeights(matrix, 6, 3, { ridge: 0.1, intercept, leastDecrease: 1e-9, mostSteps: 200 })
    return [slow, sparsify(slow), fitSimplexExactly(matrix, 6, 3, intercept)]
  })
})
