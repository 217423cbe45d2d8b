/** Where a metric was redefined, its line stops and begins anew. */
import { expect, test } from 'vitest'
import { cutLine } from './cut-line.ts'

const points = [
  { at: '2026-03-01', value: 1 },
  { at: '2026-03-02', value: 2 },
  { at: '2026-03-03', value: 9 },
]

test('the line is cut before the first reading of the new kind, and nowhere else', () => {
  const cut = cutLine(points, [
    { at: '2026-03-03', words: 'views now count replays', cuts: true },
    { at: '2026-03-02', words: 'new strategy' },
  ])
  expect(cut.map(({ value }) => value)).toEqual([1, 2, null, 9])
  expect(new Date(cut[2]?.at ?? '').getTime()).toBeLessThan(new Date('2026-03-03').getTime())
})

test('a cut before the first or after the last reading cuts nothing', () => {
  const outside = ['2026-02-20', '2026-03-01', '2026-03-04'].map((at) => ({ at, words: '', cuts: true }))
  expect(cutLine(points, outside)).toEqual(points)
})
