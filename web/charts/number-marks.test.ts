/** Marks of one moment share a number; a cut stays a cut; the same words are said once. */
import { expect, test } from 'vitest'
import { numberMarks } from './number-marks.ts'

test('moments are numbered in time, and what happened at one stands together', () => {
  const marks = numberMarks([
    { at: '2026-03-05', words: 'new strategy' },
    { at: '2026-03-01', words: 'views count replays', cuts: true },
    { at: '2026-03-05', words: 'campaign' },
    { at: '2026-03-05', words: 'campaign' },
    { at: '2026-03-01', words: 'decision' },
  ])
  expect(marks).toEqual([
    { number: 1, at: '2026-03-01', cuts: true, words: ['views count replays', 'decision'] },
    { number: 2, at: '2026-03-05', cuts: false, words: ['new strategy', 'campaign'] },
  ])
  expect(numberMarks([])).toEqual([])
})
