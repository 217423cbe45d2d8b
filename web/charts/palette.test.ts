/** Tests that the palette suppresses what is unsure. */
import { expect, test } from 'vitest'
import { suppressedColour, suppressedKey } from './palette.ts'

test('where nothing is known, high and low look the same', () => {
  expect(suppressedColour(1, 1, false)).toBe(suppressedColour(-1, 1, false))
})
test('where we are sure, high and low differ', () => {
  expect(suppressedColour(1, 0, false)).not.toBe(suppressedColour(-1, 0, false))
})
test('fewer values can be told apart the less sure we are', () => {
  const coloursAt = (uncertainty: number) =>
    new Set(Array.from({ length: 41 }, (_, i) => suppressedColour(i / 20 - 1, uncertainty, false))).size
  expect([0, 0.3, 0.6, 0.9].map(coloursAt)).toEqual([8, 4, 2, 1])
})
test('the key shows each colour that a cell can have', () => {
  expect(suppressedKey(true).map((level) => level.length)).toEqual([8, 4, 2, 1])
})
