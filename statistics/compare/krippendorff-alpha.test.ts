/** Krippendorff's alpha against his own worked example (2011, data of part C: four observers, twelve units, missing values). */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'

const _ = null
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
const units = observers[0]!.map((_value, unit) => observers.map((row) => row[unit] ?? null))
const of = (rows: (number | null)[][], metric: 'nominal' | 'interval') => krippendorffAlpha(rows, { metric, generator: createGenerator(1) })

test('the published example gives 0.743 for names and 0.849 for intervals', () => {
  const nominal = of(units, 'nominal')
  const interval = of(units, 'interval')
  expect(nominal.kind === 'agreement' && nominal.value).toBeCloseTo(0.743, 3)
  expect(interval.kind === 'agreement' && interval.value).toBeCloseTo(0.849, 3)
  expect(interval.kind === 'agreement' && interval.n).toBe(11)
})

test('full agreement is 1, and raters who say the opposite are below 0', () => {
  const same = of(
    [1, 2, 3, 4, 5].map((value) => [value, value]),
    'interval',
  )
  expect(same).toMatchObject({ kind: 'agreement', value: 1, interval: [1, 1] })
  const opposite = of(
    [1, 2, 3, 4, 5].map((value) => [value, 6 - value]),
    'interval',
  )
  expect(opposite.kind === 'agreement' && opposite.value).toBeLessThan(0)
})

test('few questions, one rater, or ratings that are all alike are too little', () => {
  expect(
    of(
      [
        [1, 2],
        [2, 2],
        [3, _],
      ],
      'interval',
    ),
  ).toEqual({ kind: 'too-little-data', have: 2, need: 5, unit: 'units' })
  expect(
    of(
      Array.from({ length: 9 }, () => [3, 3]),
      'interval',
    ),
  ).toMatchObject({ kind: 'too-little-data', unit: 'spread' })
})
