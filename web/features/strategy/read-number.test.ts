/** Numbers as people type them. */
import { expect, test } from 'vitest'
import { readNumber } from './read-number.ts'

test('digits and signs of both scripts are read; what is no number is nothing', () => {
  expect(['12', '1,500', '2.5', '2,5', '١٬٥٠٠', '٢٫٥', ' 7 '].map(readNumber)).toEqual([12, 1500, 2.5, 2.5, 1500, 2.5, 7])
  expect(['', 'four', '--', '1e999'].map(readNumber)).toEqual([null, null, null, null])
})
