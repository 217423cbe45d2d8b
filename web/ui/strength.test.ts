/** Tests the words of strength. */
import { expect, test } from 'vitest'
import { strengthOf } from './strength.ts'

test('an interval that leaves no difference out is clear', () => {
  expect(strengthOf([0.01, 0.2], 0)).toBe('clear')
  expect(strengthOf([-0.2, -0.01], 0)).toBe('clear')
})
test('an interval mostly on one side is leaning, an even one is open', () => {
  expect(strengthOf([-0.02, 0.2], 0)).toBe('leaning')
  expect(strengthOf([-0.1, 0.1], 0)).toBe('open')
})
test('an interval that touches no difference is not clear', () => {
  expect(strengthOf([0, 0.2], 0)).toBe('leaning')
  expect(strengthOf([0, 0], 0)).toBe('open')
})
