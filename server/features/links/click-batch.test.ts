/** What was kept together comes back as it was. */
import { expect, test } from 'vitest'
import { decodeBatch, encodeBatch } from './click-batch.ts'
import type { JournalClick } from './store/clicks.ts'

const clicks: JournalClick[] = [
  { w: 'w1', l: 'l1', i: '1', t: 1, a: 'person', v: 'ab', d: 'phone', r: 'quo"te\n.example', g: 'ar' },
  { w: 'w1', l: 'l1', i: '2', t: 2, a: 'bot' },
]

test('clicks are one line, and come back in order; a line of an earlier version is one click', () => {
  const line = encodeBatch(clicks.map((click) => ({ click })))
  expect(line).not.toContain('\n')
  expect(decodeBatch(line)).toEqual(clicks)
  expect(decodeBatch(JSON.stringify(clicks[0]))).toEqual([clicks[0]])
})
